// The negotiations that policy has people make. What a reader is about to type stays: a card changes only with its state.
import {post} from './api.js';
import {credits, element, show, time} from './dom.js';

const NAME = 'dcrbs.name';

/** Puts the inbox into a place; calls back after each move. */
export function showInbox(place, negotiations, moved) {
  if (negotiations.length === 0) {
    show(place, element('p', {class: 'soft'}, 'Nothing waits for a person.'));
    return;
  }
  const there = new Map([...place.querySelectorAll('.talk')].map(card => [card.dataset.key, card]));
  show(place, negotiations.map(one => {
    const key = `${one.id} ${one.state} ${one.moves.length}`;
    return there.get(key) ?? card(one, key, moved);
  }));
}

function card(one, key, moved) {
  const fault = element('p', {class: 'fault', role: 'alert'});
  return element('article', {class: 'talk note', 'data-key': key},
      element('h3', {}, `${one.taker} gets ${one.requirement} of ${one.demand} from ${one.giver}`),
      element('p', {class: 'soft'}, `${one.id}. The giver takes at least ${credits(one.reserve)}, the taker gives at most `
          + `${credits(one.value)}; the automaton alone would say ${credits(one.automatic)}. `
          + `People negotiate it by ${one.askedBy.join('; ')}.`),
      course(one),
      element('p', {}, offered(one) + standing(one)),
      one.state === 'Open' ? controls(one, fault, moved) : undefined,
      fault,
      element('details', {'data-key': one.id},
          element('summary', {}, `${one.moves.length} moves`),
          one.said.map((said, i) => element('p', {}, `${time(one.moves[i].at)}: ${said}`))));
}

/** Each side's offers, move by move, between the two limits. */
function course(one) {
  const offers = one.moves.map((move, i) => ({...move, i})).filter(move => move.kind === 'OFFER');
  const all = [one.reserve, one.value, ...offers.map(offer => offer.amount)].map(Number);
  const least = Math.min(...all);
  const x = i => 60 + 480 * i / Math.max(1, one.moves.length - 1);
  const y = amount => 100 - 90 * (Number(amount) - least) / (Math.max(...all) - least || 1);
  const line = (amount, words) => [
    svg('line', {x1: 60, x2: 540, y1: y(amount), y2: y(amount), class: 'limit'}),
    svg('text', {x: 546, y: y(amount) + 4}, words),
  ];
  const path = (side, name) => {
    const own = offers.filter(offer => offer.side === side);
    return [
      svg('polyline', {class: name, points: own.map(offer => `${x(offer.i)},${y(offer.amount)}`).join(' ')}),
      ...own.map(offer => svg('circle', {class: name, r: 3, cx: x(offer.i), cy: y(offer.amount)})),
    ];
  };
  return svg('svg', {viewBox: '0 0 640 112', class: 'course', role: 'img', 'aria-label': 'the offers, move by move'},
      ...line(one.value, 'value'), ...line(one.reserve, 'reserve'), ...path('GIVER', 'ask'), ...path('TAKER', 'bid'));
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

/** What each side offered last, as far as it has. */
function offered(one) {
  const words = [
    one.ask === null ? '' : `The giver asks ${credits(one.ask)}. `,
    one.bid === null ? '' : `The taker bids ${credits(one.bid)}. `,
  ];
  return words.join('');
}

function standing(one) {
  if (one.state === 'Agreed') {
    return `Agreed on ${credits(one.worth)}; other negotiations of the same demand are not over.`;
  } else if (one.state === 'Failed') {
    return `Failed: ${one.reason}`;
  }
  const hands = side => one[side + 'Hands'] === 'PERSON' ? 'a person' : 'the automaton';
  return `It is the ${one.turn.toLowerCase()}'s turn, until ${time(one.turnEnds)}. `
      + `For the giver: ${hands('giver')}. For the taker: ${hands('taker')}. All is over by ${time(one.ends)}.`;
}

function controls(one, fault, moved) {
  const name = element('input', {'aria-label': 'your name', placeholder: 'your name', maxlength: 80});
  name.value = sessionStorage.getItem(NAME) ?? '';
  const amount = element('input', {type: 'number', step: '0.000001', min: 0, 'aria-label': 'credits'});
  const reason = element('input', {'aria-label': 'reason', placeholder: 'reason', maxlength: 500});
  const stands = one.turn === 'TAKER' ? one.ask : one.bid;
  const button = (words, move, plain) => element('button', {
    type: 'button', class: plain ? 'plain' : undefined, onclick: () => make(move),
  }, words);

  async function make(move) {
    fault.textContent = '';
    sessionStorage.setItem(NAME, name.value);
    try {
      await post(`negotiations/${encodeURIComponent(one.id)}/moves`, {by: name.value, ...move()});
      await moved();
    } catch (problem) {
      fault.textContent = problem.message;
    }
  }

  const hands = side => {
    const person = one[side.toLowerCase() + 'Hands'] === 'PERSON';
    return button(person ? `Hand the ${side.toLowerCase()}'s side back` : `Take the ${side.toLowerCase()}'s side over`,
        () => ({move: person ? 'HAND_BACK' : 'TAKE_OVER', side}), true);
  };
  const answers = one[one.turn.toLowerCase() + 'Hands'] === 'PERSON' ? [
    stands === null ? undefined : button(`Accept ${credits(stands)}`, () => ({move: 'ACCEPT', amount: stands})),
    amount,
    button('Counter', () => ({move: 'OFFER', amount: amount.value})),
    reason,
    button('Reject', () => ({move: 'REJECT', reason: reason.value}), true),
  ] : [];
  return element('div', {},
      element('div', {class: 'line'}, name, answers),
      element('div', {class: 'line'}, hands('GIVER'), hands('TAKER')));
}
