// Versions of the policies, what differs between them, and going back to one; drafts are edited in draft.js.
import {get, post} from './api.js';
import {element, show, table, time} from './dom.js';
import {mountDraft} from './draft.js';

/** Puts the section into a place. */
export function mountPolicies(place) {
  const fault = element('p', {class: 'fault', role: 'alert'});
  const who = element('input', {name: 'author', autocomplete: 'name', maxlength: 100, size: 14});
  const why = element('input', {name: 'comment', maxlength: 1000, size: 40});
  const versions = element('div', {});
  const differs = element('pre', {});
  const drafts = element('div', {class: 'line'});
  const editor = element('div', {});
  show(place,
      element('div', {class: 'line'},
          element('label', {}, 'your name ', who), element('label', {}, 'what you do and why ', why),
          element('button', {type: 'button', onclick: guarded(begin)}, 'Begin a draft')),
      fault, drafts, editor, versions, differs);

  /** Does what a button asks for; a refusal is shown in the server's words. */
  function guarded(action) {
    return async () => {
      fault.textContent = '';
      try {
        await action();
      } catch (problem) {
        fault.textContent = problem.message;
      }
    };
  }

  async function refresh() {
    const [log, open] = await Promise.all(['policies', 'policies/drafts'].map(get));
    show(versions, table(['version', 'since', 'by', 'approved by', 'why', ''], log.versions.toReversed()
        .map(version => [version.name + (version.name === log.inForce ? ', in force' : ''), time(version.time),
          version.author, version.approver ?? '', version.comment, actions(version, log.inForce)]), []));
    show(drafts, open.length === 0 ? null : 'Drafts: ', open.map(draft => element('button',
        {type: 'button', class: 'plain', onclick: guarded(() => edit(draft.id))},
        `${draft.id} by ${draft.author}: ${draft.comment}`)));
  }

  function actions(version, inForce) {
    const button = (words, action) =>
        element('button', {type: 'button', class: 'plain', onclick: guarded(action)}, words);
    return element('span', {class: 'line'},
        version.parent ? button('What it changed', () => compare(version)) : null,
        version.name === inForce ? null : button('Go back to it', () => goBack(version)),
        element('a', {href: `/api/v1/policies/versions/${version.name}/policies.zip`}, 'files'));
  }

  async function compare(version) {
    const diff = await get(`policies/diff?before=${version.parent}&after=${version.name}`);
    differs.textContent = `From ${version.parent} to ${version.name}\n${diff.text}`;
  }

  async function goBack(version) {
    await post(`policies/versions/${version.name}/rollback`, {author: who.value, comment: why.value});
    await refresh();
  }

  async function begin() {
    const draft = await post('policies/drafts', {author: who.value, comment: why.value});
    await refresh();
    await edit(draft.id);
  }

  async function edit(id) {
    await mountDraft(editor, id, () => who.value, refresh);
  }

  guarded(refresh)();
}
