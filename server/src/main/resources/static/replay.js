// "What if": a round, or the market as it stands, decided once more under other policies, and the difference.
import {del, get, post} from './api.js';
import {credits, element, show, signed, table} from './dom.js';

const LOOK_MS = 500;
const MOST_ROWS = 50;
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Puts the panel into a place.
 *
 * @param subject {round: 'r-0001'} or {live: true}
 * @param draft {name, files: [{name, text} or {name, base64}]}; without it the reader chooses between the policies in
 *     force and a folder of files
 */
export function mountReplay(place, subject, draft) {
  const fault = element('p', {class: 'fault', role: 'alert'});
  const status = element('p', {class: 'line', role: 'status'});
  const result = element('div', {});
  const files = element('input', {type: 'file', multiple: 'multiple', accept: '.drl,.xlsx,.csv'});
  const start = element('button', {type: 'button', onclick: run}, 'Replay');
  const cancel = element('button', {type: 'button', class: 'plain', hidden: 'hidden', onclick: stop}, 'Cancel');
  const choice = draft
      ? element('span', {}, `under ${draft.name}`)
      : element('label', {}, 'under the files of a draft, all of them ', files, ' or, without any, the policies in force');
  show(place, element('div', {class: 'line'}, start, choice, cancel), status, fault, result);
  let running = null;

  async function run() {
    fault.textContent = '';
    result.replaceChildren();
    start.disabled = true;
    try {
      const wanted = draft ?? {name: 'draft', files: await Promise.all([...files.files].map(read))};
      const view = await post('replays', {...subject, ...wanted});
      running = view.id;
      cancel.hidden = false;
      await follow(view);
    } catch (problem) {
      fault.textContent = problem.message;
    }
    running = null;
    cancel.hidden = true;
    start.disabled = false;
    status.replaceChildren();
  }

  async function follow(begun) {
    let view = begun;
    while (view.state === 'RUNNING') {
      status.replaceChildren(element('progress', {value: view.percent, max: 100}), ' ' + view.words);
      await new Promise(resolve => setTimeout(resolve, LOOK_MS));
      view = await get(`replays/${view.id}`);
    }
    if (view.state === 'REFUSED') {
      throw new Error('The draft is refused:\n' + view.words);
    } else if (view.state !== 'DONE') {
      throw new Error(view.state === 'CANCELLED' ? 'Cancelled.' : view.words);
    }
    showResult(result, view.id, await get(`replays/${view.id}/result`));
  }

  async function stop() {
    if (running) {
      await del(`replays/${running}`);
    }
  }
}

/** A file as the API wants it; base64, since not every policy file is text. */
export async function read(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) {
    binary += String.fromCharCode(byte);
  }
  return {name: file.name, base64: btoa(binary)};
}

function showResult(place, id, result) {
  show(place,
      element('p', {class: 'soft'}, ways(result)),
      sides(result),
      element('p', {}, chance(result)),
      element('h4', {}, 'Valuations'),
      categories(result),
      element('h4', {}, 'Who gains and who loses, in credits'),
      bars(result.parties),
      parties(result),
      element('h4', {}, 'Pairings'),
      pairings(result),
      links(id));
}

function ways(result) {
  const {options, before, after} = result;
  return `Both sides were decided now, on the market of ${result.cutOff}, with seed ${options.seed}, at most `
      + `${options.steps} steps and ${options.solveSeconds} s each. ` + (before.repeatable && after.repeatable
      ? 'The same replay comes out the same.'
      : 'The time was up before the steps were: another replay may differ a little.');
}

function chance(result) {
  return `By chance alone, with another seed, the policies of then serve ${result.chance.pairings} requirements `
      + `otherwise; the draft ${result.pairings.length}. A party's gain differs by ${credits(result.chance.gain)} by `
      + 'chance, in the mean.';
}

function sides({real, before, after, surplusAtOldWorths}) {
  const row = (name, side) => [name, side.policy, side.servedDemands, side.pairings, credits(side.worth),
    credits(side.commission), credits(side.surplus), (100 * side.gap).toFixed(2) + '%'];
  const rows = [row('before', before), row('draft', after)];
  return element('div', {},
      table(['', 'policy', 'demands', 'pairings', 'worth', 'commission', 'surplus', 'gap'],
          real ? [row('real', real), ...rows] : rows, [2, 3, 4, 5, 6, 7]),
      element('p', {}, 'Surplus ', signed(after.surplus - before.surplus), ' as each side values it; as the policies of ',
          'then value both, ', signed(surplusAtOldWorths - before.surplus), '. Commission ',
          signed(after.commission - before.commission), '.'));
}

function categories(result) {
  return table(['category', 'lots', 'changed', 'mean before', 'mean change', 'largest change', 'of', 'refused'],
      result.categories.map(one => [one.category.toLowerCase().replace('_', ' '), one.lots, one.changed,
        credits(one.meanBefore), signed(one.meanChange), one.largest ? signed(one.largest.change) : '',
        one.largest ? one.largest.lot.listing : '', one.refused]), [1, 2, 3, 4, 5, 7]);
}

/** Those for whom most changes, either way. */
function mostChanged(parties) {
  const change = one => Math.abs(Number(one.gainChange));
  return parties.filter(one => change(one) > 0).sort((a, b) => change(b) - change(a)).slice(0, MOST_ROWS)
      .sort((a, b) => a.gainChange - b.gainChange);
}

function parties(result) {
  const rows = mostChanged(result.parties).map(one => [one.name || one.party, signed(one.before.net),
    signed(one.after.net), signed(one.netChange), signed(one.gainChange)]);
  return rows.length === 0 ? element('p', {class: 'soft'}, 'Nobody.')
      : table(['party', 'net before', 'net after', 'change', 'change of gain'], rows, [1, 2, 3, 4]);
}

/** The same as bars from a common zero. */
function bars(all) {
  const most = mostChanged(all).slice(0, 12).concat(mostChanged(all).slice(12).slice(-12));
  const widest = Math.max(...most.map(one => Math.abs(one.gainChange)));
  const svg = (tag, attributes, text) => {
    const made = document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    made.textContent = text ?? '';
    return made;
  };
  const chart = svg('svg', {viewBox: `0 0 640 ${most.length * 22 + 4}`, class: 'bars', role: 'img',
    'aria-label': 'Change of gain by party'});
  most.forEach((one, i) => {
    const length = Math.max(1, 180 * Math.abs(one.gainChange) / widest);
    const less = one.gainChange < 0;
    chart.append(
        svg('text', {x: 160, y: i * 22 + 15, 'text-anchor': 'end'}, one.name || one.party),
        svg('rect', {x: less ? 390 - length : 390, y: i * 22 + 3, width: length, height: 15,
          class: less ? 'less' : 'more'}),
        svg('text', {x: less ? 384 - length : 396 + length, y: i * 22 + 15, 'text-anchor': less ? 'end' : 'start'},
            credits(one.gainChange)));
  });
  return most.length === 0 ? null : chart;
}

function pairings(result) {
  const count = kind => result.pairings.filter(one => one.kind === kind).length;
  const rows = result.pairings.slice(0, MOST_ROWS).map(one => [one.kind.toLowerCase(),
    `${one.demand}, ${one.requirement}`, one.taker, one.before?.giver, one.before ? credits(one.before.worth) : '',
    one.after?.giver, one.after ? credits(one.after.worth) : '']);
  return element('div', {},
      element('p', {}, `${count('LOST')} lost, ${count('WON')} won, ${count('MOVED')} from another, `
          + `${count('REPRICED')} at another worth.`),
      rows.length > 0
          ? table(['what', 'demand', 'taker', 'from before', 'worth', 'from after', 'worth'], rows, [4, 6]) : null,
      result.pairings.length > MOST_ROWS
          ? element('p', {class: 'soft'}, `and ${result.pairings.length - MOST_ROWS} more, in the files`) : null);
}

function links(id) {
  const base = `/api/v1/replays/${id}`;
  return element('p', {class: 'line'}, 'All of it as ',
      element('a', {href: base + '/result.html'}, 'a page to keep'),
      element('a', {href: base + '/result.txt'}, 'text'),
      element('a', {href: base + '/result'}, 'JSON'),
      ...['categories', 'lots', 'pairings', 'parties'].map(name => element('a', {href: `${base}/${name}.csv`},
          `${name}.csv`)));
}
