package org.dcrbs.server.round;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Appraisal.Lot;
import org.dcrbs.market.Appraisal.Unvalued;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.BrokeredPairing;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Listing;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.rules.NegotiationPolicy;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.round.Outcome.LeftOut;
import org.dcrbs.server.round.Outcome.Negotiated;
import org.dcrbs.server.search.CandidateSearch;
import org.dcrbs.server.search.DemandEntry;
import org.dcrbs.server.search.Found;
import org.dcrbs.server.search.OfferEntry;
import org.dcrbs.server.search.Refusals;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.GreedyMatcher;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PairingSolver;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.SolveLimits;
import org.dcrbs.solver.Unserved;
import org.dcrbs.solver.pricing.Pricing;
import org.springframework.stereotype.Component;

/** The deciding half of a round: reads the market and works out contracts; writes nothing. */
@Component
public class Decider {
    /** So many listings are valued between two looks at whether to go on. */
    private static final int VALUED_TOGETHER = 2000;

    /** What was decided, on what, and how good it is. */
    public record Decision(Snapshot market, PolicySet policies, Outcome outcome, RoundResult result) {}

    private final Collector collector;
    private final Clock clock;

    Decider(Collector collector, Clock clock) {
        this.collector = collector;
        this.clock = clock;
    }

    Decision decide(Round round, PolicySet rules, RoundProgress progress, BooleanSupplier cancelled) {
        progress.enter(RoundStage.COLLECT);
        Snapshot snapshot = collector.collect(clock.instant());
        return decide(
                round.id(), snapshot, rules, round.options(), round.options().limits(), progress, cancelled);
    }

    /**
     * Decides on a market at hand. A pure function but for the time that the solver takes.
     *
     * @throws CancellationException if cancelled before the solver has begun; from then on the best so far is decided
     */
    public static Decision decide(
            RoundId id,
            Snapshot snapshot,
            PolicySet rules,
            RoundOptions options,
            SolveLimits limits,
            RoundProgress progress,
            BooleanSupplier cancelled) {
        PartyId coordinator = snapshot.parties().values().stream()
                .filter(party -> party.role() == Party.Role.COORDINATOR)
                .map(Party::id)
                .findFirst()
                .orElseThrow(() -> new BadInputException("the market has no coordinator"));

        progress.enter(RoundStage.VALUATE);
        Map<Lot, Appraisal> appraisals = appraise(snapshot, rules, progress, cancelled);
        appraisals.putAll(new MoneyExchanges(snapshot, rules).refused());
        List<LeftOut> leftOut = new ArrayList<>();
        snapshot.late().forEach(late -> leftOut.add(new LeftOut(late.id(), List.of("its time has passed"))));

        progress.enter(RoundStage.SEARCH);
        List<Found> found = search(snapshot, appraisals, options, progress, cancelled, leftOut);

        progress.enter(RoundStage.SOLVE);
        Map<PartyId, PartyBounds> bounds = new Limits(rules).bounds(snapshot, found);
        PairingMapping mapping = new PairingMapping(id.value(), found, bounds, new Worths(rules));
        PairingProblem problem = mapping.problem();
        Answer answer = PairingSolver.solve(problem, limits, options.seed(), progress::solving, cancelled);
        explain(answer, leftOut);

        progress.enter(RoundStage.PRICE);
        Settlement settlement = new Settlement(rules);
        List<Pairing> pairings =
                mapping.pairings(Pricing.of(problem, answer, line -> settlement.of(mapping.category(line))));

        progress.enter(RoundStage.NEGOTIATE);
        Holding holding = new Holding(id, coordinator, snapshot.circumstances(), rules, bounds, pairings);
        List<Negotiated> negotiated = negotiate(holding, rules, snapshot.cutOff());

        List<ContractTerms> contracts = contracts(id, coordinator, holding.free(), snapshot.circumstances(), rules);
        RoundResult result = result(snapshot, problem, answer, pairings);
        return new Decision(
                snapshot,
                rules,
                new Outcome(contracts, leftOut, List.copyOf(appraisals.values()), negotiated, holding.held()),
                result);
    }

    private static Map<Lot, Appraisal> appraise(
            Snapshot snapshot, PolicySet rules, RoundProgress progress, BooleanSupplier cancelled) {
        List<Listing> listings = new ArrayList<>(snapshot.offers());
        listings.addAll(snapshot.demands());
        Map<Lot, Appraisal> appraisals = new LinkedHashMap<>();
        for (int from = 0; from < listings.size(); from += VALUED_TOGETHER) {
            refuseIf(cancelled);
            int until = Math.min(listings.size(), from + VALUED_TOGETHER);
            rules.appraise(listings.subList(from, until), snapshot.circumstances())
                    .forEach(appraisal -> appraisals.put(appraisal.lot(), appraisal));
            progress.valued(until, listings.size());
        }
        return appraisals;
    }

    private static List<Found> search(
            Snapshot snapshot,
            Map<Lot, Appraisal> appraisals,
            RoundOptions options,
            RoundProgress progress,
            BooleanSupplier cancelled,
            List<LeftOut> leftOut) {
        List<OfferEntry> offers = new ArrayList<>();
        for (Offer offer : snapshot.offers()) {
            if (appraisals.get(Lot.of(offer)) instanceof Valuation valuation) {
                offers.add(new OfferEntry(
                        offer,
                        snapshot.party(offer.party()),
                        valuation,
                        snapshot.free().getOrDefault(offer.id(), 0L),
                        snapshot.standing(offer.party())));
            }
        }
        CandidateSearch search = new CandidateSearch(offers, options.candidates(), options.seed());
        List<Found> found = new ArrayList<>();
        int done = 0;
        for (Demand demand : snapshot.demands()) {
            refuseIf(cancelled);
            Map<String, Valuation> valuations = new HashMap<>();
            List<String> unvalued = new ArrayList<>();
            for (Requirement requirement : demand.requirements()) {
                Appraisal appraisal = appraisals.get(Lot.of(demand, requirement));
                if (appraisal instanceof Valuation valuation) {
                    valuations.put(requirement.name(), valuation);
                } else if (appraisal instanceof Unvalued none) {
                    unvalued.add(requirement.name() + " has no value: " + none.reason());
                }
            }
            if (unvalued.isEmpty()) {
                Found one = search.search(new DemandEntry(demand, snapshot.party(demand.party()), valuations));
                found.add(one);
                withoutCandidates(one).ifPresent(leftOut::add);
            } else {
                leftOut.add(new LeftOut(demand.id(), unvalued));
            }
            progress.searched(++done, snapshot.demands().size());
        }
        return found;
    }

    private static void refuseIf(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("cancelled");
        }
    }

    private static Optional<LeftOut> withoutCandidates(Found found) {
        if (found.isComplete()) {
            return Optional.empty();
        }
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < found.candidates().size(); i++) {
            if (found.candidates().get(i).isEmpty()) {
                String name = found.demand().demand().requirements().get(i).name();
                Refusals refusals = found.refusals().get(i);
                reasons.add(
                        name + " has no candidate" + (refusals.lines().isEmpty() ? ": nobody offers the like" : ""));
                refusals.lines().forEach(line -> reasons.add(name + ": " + line));
            }
        }
        return Optional.of(new LeftOut(found.demand().demand().id(), reasons));
    }

    private static void explain(Answer answer, List<LeftOut> leftOut) {
        for (Unserved unserved : answer.unserved()) {
            leftOut.add(new LeftOut(new ListingId(unserved.bundleId()), List.of(unserved.reason())));
        }
    }

    private static List<Negotiated> negotiate(Holding holding, PolicySet rules, Instant at) {
        List<Negotiated> negotiated = new ArrayList<>();
        for (Pairing pairing : holding.free()) {
            NegotiationPolicy policy = rules.negotiation(pairing.least().category());
            Optional<String> refusal = holding.refusal(pairing);
            if (policy.negotiated() || refusal.isPresent()) {
                List<Move> moves = policy.negotiated()
                        ? policy.tactics()
                                .play(pairing.reserve(), pairing.value(), at)
                                .moves()
                        : List.of();
                negotiated.add(new Negotiated(pairing.demand(), pairing.requirement(), moves, refusal));
            }
        }
        return negotiated;
    }

    /** One contract for each two parties that give each other anything. */
    private static List<ContractTerms> contracts(
            RoundId round, PartyId coordinator, List<Pairing> pairings, Circumstances in, PolicySet rules) {
        Map<ContractId, List<BrokeredPairing>> byContract = new TreeMap<>();
        for (Pairing pairing : pairings) {
            byContract
                    .computeIfAbsent(
                            ContractTerms.idOf(round, pairing.giver(), pairing.taker()), id -> new ArrayList<>())
                    .add(Commissions.of(pairing, coordinator, in, rules));
        }
        return byContract.entrySet().stream()
                .map(entry ->
                        BrokeredPairing.contract(entry.getKey(), round, coordinator, entry.getValue(), rules.version()))
                .toList();
    }

    private static RoundResult result(
            Snapshot snapshot, PairingProblem problem, Answer answer, List<Pairing> pairings) {
        long greedy = 0;
        for (ServedBundle served : GreedyMatcher.match(problem)) {
            for (int line = 0; line < served.picks().size(); line++) {
                int first = problem.firstCandidate(problem.firstLine(served.bundle()) + line);
                greedy += problem.surplus(first + served.picks().get(line));
            }
        }
        return new RoundResult(
                snapshot.parties().size(),
                snapshot.offers().size(),
                snapshot.demands().size() + snapshot.late().size(),
                snapshot.demands().stream()
                        .mapToInt(demand -> demand.requirements().size())
                        .sum(),
                problem.candidateCount(),
                answer.pairings().size(),
                pairings.size(),
                Credits.micro(answer.objective()),
                Credits.micro(answer.bound()),
                answer.gap(),
                answer.proof().toString(),
                Credits.micro(greedy),
                answer.seconds(),
                turnover(snapshot, pairings));
    }

    private static Map<Category, Turnover> turnover(Snapshot snapshot, List<Pairing> pairings) {
        Map<Category, Turnover> turnover = new EnumMap<>(Category.class);
        for (Offer offer : snapshot.offers()) {
            long free = snapshot.free().getOrDefault(offer.id(), 0L);
            turnover.merge(offer.spec().category(), Turnover.of(offer, free), Turnover::plus);
        }
        for (Demand demand : snapshot.demands()) {
            demand.requirements()
                    .forEach(one -> turnover.merge(one.least().category(), Turnover.of(one), Turnover::plus));
        }
        pairings.forEach(one -> turnover.merge(one.least().category(), Turnover.of(one), Turnover::plus));
        return turnover;
    }
}
