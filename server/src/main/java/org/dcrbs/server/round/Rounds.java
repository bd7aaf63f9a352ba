package org.dcrbs.server.round;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.contract.ContractChanged;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.negotiation.HeldPackage;
import org.dcrbs.server.negotiation.NegotiationChanged;
import org.dcrbs.server.negotiation.Negotiations;
import org.dcrbs.server.policy.PolicySource;
import org.dcrbs.server.store.Store;
import org.dcrbs.solver.InvalidProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Runs rounds, one at a time. Up to its outcome a round only reads, so that after a crash it is simply decided again;
 * one update then puts the outcome in force, and from there on each step is harmless to repeat.
 */
@Service
public class Rounds implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private static final int CONCLUDED_TOGETHER = 100;

    private final Store everything;
    private final RoundStore store;
    private final OutcomeStore outcomes;
    private final SnapshotStore snapshots;
    private final PolicySource policies;
    private final Decider decider;
    private final Contracts contracts;
    private final Negotiations negotiations;
    private final Listings listings;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "round"));
    private final Map<RoundId, RoundProgress> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    Rounds(
            Store everything,
            RoundStore store,
            OutcomeStore outcomes,
            SnapshotStore snapshots,
            PolicySource policies,
            Decider decider,
            Contracts contracts,
            Negotiations negotiations,
            Listings listings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.everything = everything;
        this.store = store;
        this.outcomes = outcomes;
        this.snapshots = snapshots;
        this.policies = policies;
        this.decider = decider;
        this.contracts = contracts;
        this.negotiations = negotiations;
        this.listings = listings;
        this.events = events;
        this.clock = clock;
    }

    /** Opens a round and runs it in the background; refused while another one is being decided. */
    public synchronized Round start(RoundOptions options) {
        for (Round other : store.all()) {
            if (!other.over() && other.stage().compareTo(RoundStage.EXECUTE) < 0) {
                throw new BadInputException(
                        "round " + other.id() + " is still " + other.stage().words() + "; start another one after it");
            }
        }
        Round round = store.open(options, clock.instant());
        submit(round.id());
        return round;
    }

    /** Takes up every round that a crash interrupted. */
    public void recover() {
        for (Round round : store.all()) {
            if (!round.over()) {
                LOG.info("Round {} was {}; going on.", round.id(), round.stage().words());
                submit(round.id());
            }
        }
    }

    public Optional<Round> find(RoundId id) {
        return store.find(id);
    }

    public List<Round> all() {
        return store.all();
    }

    /** What a round that is being decided is at, in words. */
    public Optional<String> progress(RoundId id) {
        return Optional.ofNullable(running.get(id)).map(RoundProgress::words);
    }

    /** The demands that stayed unserved, those whose negotiation came to nothing too. */
    public List<Outcome.LeftOut> leftOut(Round round) {
        List<Outcome.LeftOut> all = new ArrayList<>(outcomes.leftOut(round));
        for (HeldPackage held : negotiations.ofRound(round.id())) {
            held.failure()
                    .ifPresent(reason ->
                            all.add(new Outcome.LeftOut(held.demand(), List.of("the negotiation failed: " + reason))));
        }
        return all;
    }

    /** The demands that wait for people to agree on a worth. */
    public List<ListingId> waiting(Round round) {
        return negotiations.ofRound(round.id()).stream()
                .filter(held -> !held.done())
                .map(HeldPackage::demand)
                .toList();
    }

    public List<Appraisal> appraisals(Round round) {
        return outcomes.appraisals(round);
    }

    /** All moves so far, of automatons alone and of people. */
    public List<Outcome.Negotiated> negotiations(Round round) {
        List<Outcome.Negotiated> all = new ArrayList<>(outcomes.negotiations(round));
        for (HeldPackage held : negotiations.ofRound(round.id())) {
            held.talks()
                    .forEach(talk -> all.add(new Outcome.Negotiated(
                            held.demand(),
                            talk.deal().pairing().requirement(),
                            talk.state().moves(),
                            Optional.empty())));
        }
        return all;
    }

    /** The contracts that a round decided on, as they were then; where people are asked, as the automaton would have it. */
    public List<ContractTerms> decided(Round round) {
        return Outcome.expected(outcomes.contracts(round), outcomes.held(round));
    }

    /** What a round decided on; empty if that isn't kept any more. */
    public Optional<RoundInputs> inputs(Round round) {
        return snapshots.read(round);
    }

    private void submit(RoundId id) {
        worker.execute(() -> {
            try {
                run(id);
            } catch (CancellationException e) {
                LOG.info("Round {} is decided again at the next start.", id);
            } catch (BadInputException | InvalidProblemException e) {
                fail(id, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.error("Round {} failed", id, e);
                fail(id, "an internal fault: " + e);
            }
        });
    }

    /** A round whose contracts are decided is not given up: some may be made already, and the others belong to them. */
    private void fail(RoundId id, String reason) {
        boolean decided = !store.find(id).orElseThrow().undecided();
        if (decided) {
            LOG.error("Round {} could not be carried on; it is taken up at the next start.", id);
        } else if (!stopping) {
            LOG.warn("Round {} is given up: {}", id, reason);
            store.update(id, round -> round.failed(reason));
        }
    }

    private void run(RoundId id) {
        if (store.find(id).orElseThrow().undecided()) {
            decide(id);
        }
        Round round = store.find(id).orElseThrow();
        if (round.stage() == RoundStage.CONTRACT) {
            announce(id, RoundStage.CONTRACT);
            conclude(round);
            enter(id, RoundStage.EXECUTE);
        }
        closeIfDone(id);
    }

    private void decide(RoundId id) {
        // A round keeps the policies that it began with, whatever is published until it is decided.
        Optional<String> begun = store.find(id).orElseThrow().policyVersion();
        PolicySet rules = begun.map(policies::version).orElseGet(policies::current);
        Round round = store.update(id, found -> found.attempt(rules.version(), clock.instant()));
        RoundProgress progress = new RoundProgress(stage -> enter(id, stage));
        running.put(id, progress);
        try {
            Decider.Decision decision = decider.decide(round, rules, progress, () -> stopping);
            if (!stopping) {
                snapshots.write(round, new RoundInputs(decision.market(), rules.version(), rules.files()));
                outcomes.write(round, decision.outcome());
                store.update(id, found -> found.decided(decision.result(), clock.instant()));
            }
        } finally {
            running.remove(id);
        }
    }

    private void conclude(Round round) {
        List<ContractTerms> decided = outcomes.contracts(round);
        for (int from = 0; from < decided.size(); from += CONCLUDED_TOGETHER) {
            List<ContractTerms> some = decided.subList(from, Math.min(decided.size(), from + CONCLUDED_TOGETHER));
            everything.together(() -> some.forEach(terms -> conclude(round.id(), terms)));
        }
        List<HeldPackage> held = outcomes.held(round);
        held.forEach(negotiations::open);
        LOG.info("Round {}: {} contracts, {} packages wait for people.", round.id(), decided.size(), held.size());
    }

    private void conclude(RoundId round, ContractTerms terms) {
        terms.legs().stream()
                .map(leg -> leg.pairing().demand())
                .distinct()
                .forEach(demand -> listings.match(demand, round));
        contracts.conclude(terms);
    }

    private void enter(RoundId id, RoundStage stage) {
        store.update(id, round -> round.enter(stage, clock.instant()));
        announce(id, stage);
    }

    private void announce(RoundId id, RoundStage stage) {
        LOG.info("Round {}: {}.", id, stage.words());
        events.publishEvent(new StageEntered(id, stage));
    }

    @EventListener
    void on(ContractChanged changed) {
        if (changed.contract().isFinal()) {
            closeIfDone(changed.contract().terms().round());
        }
    }

    @EventListener
    void on(NegotiationChanged changed) {
        if (changed.held().done()) {
            closeIfDone(changed.held().round());
        }
    }

    private void closeIfDone(RoundId id) {
        Round round = store.find(id).orElseThrow();
        if (round.stage() == RoundStage.EXECUTE && !negotiations.anyPending(id) && !contracts.anyUnfinished(id)) {
            enter(id, RoundStage.CLOSED);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        worker.shutdown();
        if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("A round was still busy when the server stopped; it goes on at the next start.");
        }
    }
}
