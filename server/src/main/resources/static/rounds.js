// Rounds: the list of them, and the account of the one that is looked at.
import {credits, element, show, table, time} from './dom.js';

const STAGES = ['COLLECT', 'VALUATE', 'SEARCH', 'SOLVE', 'PRICE', 'NEGOTIATE', 'CONTRACT', 'EXECUTE', 'CLOSED'];
const MOST_ROWS = 300;

export function isOver(round) {
  return round.stage === 'CLOSED' || round.failure !== null;
}

/** Whether there are pairings to show. */
export function isDecided(round) {
  return round.result !== null;
}

export function showRounds(place, views, chosen, choose) {
  const buttons = [...views].reverse().map(({round}) => element('button', {
    type: 'button',
    'aria-pressed': String(round.id === chosen),
    onclick: () => choose(round.id),
  }, round.id, element('small', {}, standing(round))));
  show(place, buttons.length > 0 ? buttons : element('p', {class: 'soft'}, 'No round yet.'));
}

function standing(round) {
  if (round.failure !== null) {
    return 'given up';
  }
  return round.stage.toLowerCase()
      + (round.result ? `, ${round.result.servedDemands} of ${round.result.demands} demands` : '');
}

export function showRound(place, view, report) {
  if (!view) {
    show(place);
    return;
  }
  const {round, progress, provenBy} = view;
  show(place,
      stages(round),
      element('p', {class: round.failure ? 'fault' : 'soft'}, round.failure ?? progress ?? ''),
      round.result && tiles(round.result, provenBy),
      report && pairings(report),
      report && contracts(report),
      report && waiting(report),
      report && leftOut(report),
      report && links(round));
}

function stages(round) {
  const at = STAGES.indexOf(round.stage);
  return element('ol', {class: 'stages'}, STAGES.map((stage, i) => element('li', {
    class: i < at || round.stage === 'CLOSED' ? 'done' : i === at ? 'now' : undefined,
    title: round.reached[stage] ? time(round.reached[stage]) : 'not yet',
  }, stage.toLowerCase())));
}

function tiles(result, provenBy) {
  const tile = (figure, words) => element('div', {}, element('strong', {}, figure), element('span', {}, words));
  return element('div', {class: 'tiles'},
      tile(credits(result.surplus), 'objective: credits gained'),
      tile(credits(result.bound), 'bound: no choice gains more'),
      tile((100 * result.gap).toFixed(2) + '%', 'gap, proven by ' + provenBy),
      tile(credits(result.greedy), 'first come, best rank'),
      tile(`${result.servedDemands} of ${result.demands}`, 'demands served'),
      tile(`${result.solveSeconds.toFixed(1)} s`, `for ${result.candidates} candidates`));
}

function pairings(report) {
  const all = report.deals.flatMap(deal => deal.deliveries.map(delivery => ({deal, delivery})));
  const rows = all.slice(0, MOST_ROWS).map(({deal, delivery}) => [
    delivery.taker,
    delivery.giver,
    reasons(delivery),
    `${delivery.demand}, ${delivery.requirement}`,
    delivery.delivered ? 'delivered' : deal.state.toLowerCase(),
    credits(delivery.worth),
  ]);
  return element('div', {}, element('h3', {}, 'Pairings'),
      rows.length > 0
          ? table(['got by', 'from', 'what, and why at that worth', 'for', 'state', 'worth'], rows, [5])
          : element('p', {class: 'soft'}, 'None.'),
      rest(all.length));
}

function reasons(delivery) {
  return element('details', {'data-key': delivery.leg},
      element('summary', {}, delivery.what),
      delivery.why.map(line => element('p', {}, line)));
}

function contracts(report) {
  const rows = report.deals.slice(0, MOST_ROWS).map(deal => [
    deal.contract,
    deal.reason ? `${deal.state}: ${deal.reason}` : deal.state,
    progressOf(deal),
    deal.commissions.map(one => `${one.payer} ${credits(one.amount)}`).join(', ') || 'none',
  ]);
  return rows.length === 0 ? null : element('div', {}, element('h3', {}, 'Contracts'),
      table(['contract', 'state', 'delivered', 'commission'], rows, []),
      rest(report.deals.length));
}

function progressOf(deal) {
  const done = deal.deliveries.filter(one => one.delivered).length;
  const words = `${done} of ${deal.deliveries.length}`;
  return element('span', {},
      element('progress', {value: done, max: deal.deliveries.length, 'aria-label': words}), ' ' + words);
}

function waiting(report) {
  return report.waiting.length === 0 ? null : element('p', {},
      `Until people have agreed on a worth, in the inbox below, these wait: ${report.waiting.slice(0, MOST_ROWS).join(', ')}.`,
      rest(report.waiting.length));
}

function leftOut(report) {
  if (report.leftOut.length === 0) {
    return null;
  }
  return element('div', {}, element('h3', {}, 'What stayed out, and why'),
      report.leftOut.slice(0, MOST_ROWS).map(one => element('details', {'data-key': one.demand},
          element('summary', {}, one.demand + (one.party ? ` of ${one.party}: ` : ': ') + (one.reasons[0] ?? '')),
          one.reasons.slice(1).map(line => element('p', {}, line)))),
      rest(report.leftOut.length));
}

function rest(count) {
  return count > MOST_ROWS
      ? element('p', {class: 'soft'}, `and ${count - MOST_ROWS} more, in the account as JSON`) : null;
}

function links(round) {
  const base = `/api/v1/rounds/${encodeURIComponent(round.id)}/report`;
  return element('p', {class: 'line'}, 'This account as ',
      element('a', {href: base + '.html'}, 'a page to keep'),
      element('a', {href: base + '.txt'}, 'text'),
      element('a', {href: base}, 'JSON'));
}
