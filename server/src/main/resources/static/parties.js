// Accounts, parties and their nodes.
import {credits, element, show, signed, table, time} from './dom.js';

const GIGA = 2 ** 30;

export function showAccounts(place, parties, balances) {
  const held = Object.entries(balances).filter(([key]) => key.startsWith('escrow:'))
      .reduce((sum, [, amount]) => sum + Number(amount), 0);
  const rows = parties.map(party => [
    party.name,
    party.id,
    party.barterTolerance === null ? 'money or barter' : `barter, within ${credits(party.barterTolerance)}`,
    credits(party.creditLimit),
    signed(balances['party:' + party.id] ?? '0'),
  ]);
  // Summed in millionths, which are whole, since sums of decimals in floating point are not exact.
  const sum = Object.values(balances).reduce((all, amount) => all + Math.round(Number(amount) * 1e6), 0) / 1e6;
  show(place,
      table(['name', 'party', 'pays by', 'credit limit', 'balance'], rows, [3, 4]),
      element('p', {class: 'soft'},
          `Held for contracts under way: ${credits(held)}. All accounts together: ${credits(sum)}.`));
}

export function showPeers(place, parties, peers, reputations) {
  const nodes = new Map(peers.map(peer => [peer.party, peer]));
  const known = new Map(reputations.map(one => [one.party, one]));
  const rows = parties.map(party => {
    const node = nodes.get(party.id);
    return [
      party.id,
      party.role.toLowerCase(),
      reputation(known.get(party.id)),
      node ? time(node.lastSeen) : 'no node enrolled',
      node?.hardware.logicalCores ?? '',
      node?.hardware.memoryBytes ? Math.floor(node.hardware.memoryBytes / GIGA) : '',
      node?.benchmarks.dhrystoneMips ?? '',
      node?.benchmarks.linpackMflops ?? '',
    ];
  });
  show(place, table(
      ['party', 'role', 'reputation', 'its node last connected', 'processors', 'memory, GB', 'MIPS', 'MFLOPS'],
      rows, [4, 5, 6, 7]));
}

function reputation(of) {
  return of ? `${of.standing.toLowerCase()}, ${of.good} good, ${of.bad} bad` : 'nothing known';
}

export function offerParties(select, parties) {
  const chosen = select.value;
  select.replaceChildren(...parties.map(party => element('option', {value: party.id}, party.id)));
  if (parties.some(party => party.id === chosen)) {
    select.value = chosen;
  }
}

export function showToken(place, {party, token}) {
  show(place, element('div', {class: 'note'},
      element('p', {}, `For one node of ${party}, within a day, told only this once:`),
      element('p', {}, element('code', {}, token)),
      element('p', {class: 'soft'}, 'On the member\'s computer: ',
          element('code', {}, `dcrbs peer run --coordinator HOST:PORT --token ${token}`))));
}
