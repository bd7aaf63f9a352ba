// The operator's page: asks the API every few seconds and shows what it says.
import {csrf, get, post} from './api.js';
import {showInbox} from './inbox.js';
import {offerParties, showAccounts, showPeers, showToken} from './parties.js';
import {mountPolicies} from './policies.js';
import {mountReplay} from './replay.js';
import {isDecided, isOver, showRound, showRounds} from './rounds.js';

const QUICK_MS = 1000;
const CALM_MS = 10000;
// The account of a round with more contracts than this is not asked for every second.
const LARGE = 300;

const place = id => document.getElementById(id);
let chosen = null;
let replayed = null;
let timer = null;

async function refresh() {
  clearTimeout(timer);
  let busy = false;
  let large = false;
  try {
    const [views, parties, peers, balances, negotiations, reputations] =
        await Promise.all(['rounds', 'parties', 'peers', 'balances', 'negotiations', 'reputation'].map(get));
    const view = views.find(({round}) => round.id === chosen) ?? views.at(-1);
    busy = views.some(({round}) => !isOver(round));
    place('start-round').querySelector('button').disabled =
        views.some(({round}) => !isOver(round) && !isDecided(round));
    showRounds(place('rounds'), views, view?.round.id, choose);
    const report = view && isDecided(view.round)
        ? await get(`rounds/${encodeURIComponent(view.round.id)}/report`) : null;
    showRound(place('round'), view, report);
    offerReplay(view?.round);
    large = report !== null && report.deals.length > LARGE;
    showInbox(place('inbox'), negotiations, refresh);
    showAccounts(place('accounts'), parties, balances);
    showPeers(place('peers'), parties, peers, reputations);
    offerParties(place('enrol').party, parties);
    place('summary').textContent = `${parties.length} parties, ${peers.length} nodes`;
    place('fault').textContent = '';
  } catch (fault) {
    place('fault').textContent = fault instanceof TypeError ? 'The coordinator doesn\'t answer.' : fault.message;
  }
  timer = setTimeout(refresh, busy && !large && !document.hidden ? QUICK_MS : CALM_MS);
}

/** The panel stays as it is for as long as the same round is looked at. */
function offerReplay(round) {
  place('what-if').hidden = !round || !isDecided(round);
  if (round && isDecided(round) && round.id !== replayed) {
    replayed = round.id;
    mountReplay(place('replay'), {round: round.id});
  }
}

function choose(id) {
  chosen = id;
  refresh();
}

/** Does what a form asks for; a refusal is shown in the server's words. */
function onSubmit(form, action) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      await action(new FormData(form));
      await refresh();
    } catch (fault) {
      place('fault').textContent = fault.message;
    }
  });
}

onSubmit(place('start-round'), async wishes => {
  const view = await post('rounds', {
    solveSeconds: Number(wishes.get('solveSeconds')),
    seed: Number(wishes.get('seed')),
  });
  chosen = view.round.id;
});

onSubmit(place('enrol'), async wishes => {
  showToken(place('token'), await post('enrolments', {party: wishes.get('party')}));
});

// Leaving is a plain form, which can't send the header.
place('sign-out').addEventListener('submit', event => {
  event.preventDefault();
  fetch('/sign-out', {method: 'POST', headers: {'X-XSRF-TOKEN': csrf()}, redirect: 'manual'})
      .finally(() => location.assign('/sign-in'));
});

document.addEventListener('visibilitychange', () => !document.hidden && refresh());
refresh();
mountPolicies(place('policies'));
