// A draft of the policies: its files in an editor, and what is done with it.
import {del, get, post, put, text} from './api.js';
import {element, show} from './dom.js';
import {mountReplay, read} from './replay.js';

/**
 * Puts the editor into a place.
 *
 * @param person says who is at it
 * @param changed is called when there are other drafts or versions than before
 */
export async function mountDraft(place, id, person, changed) {
  const path = `policies/drafts/${id}`;
  const vocabulary = await get('policies/vocabulary');
  let draft = await get(path);
  let saved = '';
  let shown = '';
  const status = element('p', {class: 'soft', role: 'status'});
  const fault = element('p', {class: 'fault', role: 'alert'});
  const output = element('pre', {});
  const file = element('select', {'aria-label': 'file'});
  const area = element('textarea', {spellcheck: 'false', 'aria-label': 'the file\'s text'});
  const words = element('div', {class: 'line words'});
  const fact = element('select', {'aria-label': 'fact'}, vocabulary.map(one => element('option', {}, one.fact)));
  const replay = element('div', {});
  file.addEventListener('change', guarded(turnTo));
  fact.addEventListener('change', offerWords);
  show(place, element('h3', {}, `Draft ${id}: ${draft.comment}`), status,
      element('div', {class: 'line'}, file, button('Save', save), button('New file', add, true),
          button('Remove file', remove, true)),
      area,
      element('details', {}, element('summary', {}, 'Words that a policy may use of a fact'), fact, words),
      element('div', {class: 'line'}, button('Check', check), button('Test', test), button('What it changes', compare),
          button('What if...', whatIf), button('Rebase', rebase, true), button('Approve', approve, true),
          button('Publish', publish), button('Discard', discard, true)),
      fault, output, replay);
  offerWords();
  await offerFiles();

  function button(label, action, plain) {
    return element('button', {type: 'button', class: plain ? 'plain' : undefined, onclick: guarded(action)}, label);
  }

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

  async function offerFiles(chosen = file.value) {
    file.replaceChildren(...draft.files.map(one => element('option', {}, one.name)));
    if (draft.files.some(one => one.name === chosen)) {
      file.value = chosen;
    }
    await open();
  }

  /** What was written in the other file isn't lost. */
  async function turnTo() {
    await save();
    await open();
  }

  async function open() {
    shown = file.value;
    const sheet = file.value.endsWith('.xlsx');
    area.disabled = sheet || !file.value;
    area.value = sheet ? 'A workbook: import it with its folder, by command line.'
        : file.value ? await text(`${path}/files/${file.value}`) : '';
    saved = area.value;
    tell();
  }

  function tell() {
    status.textContent = `by ${draft.author}, from version ${draft.base}, revision ${draft.revision}`
        + (draft.approver ? `, approved by ${draft.approver}` : '');
  }

  function offerWords() {
    const {fields, verbs} = vocabulary.find(one => one.fact === fact.value);
    const insert = word => element('button',
        {type: 'button', class: 'plain', onclick: () => area.setRangeText(word, area.selectionStart, area.selectionEnd, 'end')},
        word);
    show(words, fields.map(one => insert(one.field)), verbs.map(one => insert(`${one.verb}(${one.wants.join(', ')})`)));
  }

  /** Everything is done with what the reader sees. */
  async function save() {
    if (!area.disabled && area.value !== saved) {
      draft = await put(`${path}/files/${shown}?revision=${draft.revision}`, area.value);
      saved = area.value;
    }
    tell();
  }

  async function add() {
    const name = prompt('The new file\'s name, such as storage.drl or storage.scenarios.csv');
    if (name) {
      await save();
      draft = await put(`${path}/files/${encodeURIComponent(name)}?revision=${draft.revision}`, '');
      await offerFiles(name);
    }
  }

  async function remove() {
    draft = await del(`${path}/files/${file.value}?revision=${draft.revision}`);
    await offerFiles();
  }

  async function check() {
    await save();
    const wrong = await get(path + '/check');
    output.textContent = wrong.length === 0 ? 'Nothing is wrong.' : wrong.map(told).join('\n');
  }

  function told({file: name, line, cell, rule, message}) {
    const where = cell ? `, cell ${cell}` : line > 0 ? `, line ${line}` : '';
    return name + where + (rule ? `, rule "${rule}"` : '') + ': ' + message;
  }

  async function test() {
    await save();
    output.textContent = (await get(path + '/test')).text;
  }

  async function compare() {
    await save();
    output.textContent = (await get(path + '/diff')).text;
  }

  async function whatIf() {
    await save();
    const files = await Promise.all(draft.files.map(async one => {
      const blob = await (await fetch(`/api/v1/${path}/files/${one.name}`)).blob();
      return read(new File([blob], one.name));
    }));
    mountReplay(replay, {live: true}, {name: id, files});
  }

  async function rebase() {
    const mine = prompt('Files that the other version changed too, and that are right as they are in this draft, if any');
    if (mine !== null) {
      await save();
      const settled = encodeURIComponent(mine.replaceAll(' ', ''));
      draft = await post(`${path}/rebase?revision=${draft.revision}&mine=${settled}`, {});
      await offerFiles();
    }
  }

  async function approve() {
    draft = await post(`${path}/approve?revision=${draft.revision}&person=${encodeURIComponent(person())}`, {});
    tell();
  }

  async function publish() {
    await save();
    const version = await post(`${path}/publish?revision=${draft.revision}`, {});
    place.replaceChildren(element('p', {role: 'status'}, `Version ${version.name} is in force.`));
    await changed();
  }

  async function discard() {
    await del(path);
    place.replaceChildren();
    await changed();
  }
}
