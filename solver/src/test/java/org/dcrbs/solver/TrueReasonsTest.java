package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dcrbs.solver.reason.Reasons;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.search.Insertion;
import org.dcrbs.solver.table.PairingTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reason says would let a bundle in does let it in, when it is done. */
class TrueReasonsTest {
    private static final SolveLimits LIMITS = SolveLimits.seconds(60).withSteps(2_000);
    private static final Pattern POOL = Pattern.compile("(\\d+) more of pool (\\w+)/(\\d)");
    private static final Pattern NET = Pattern.compile("a (netMin|netMax) of (-?\\d+) for party (\\w+)");
    private static final Pattern VALUE_BESIDE = Pattern.compile(" and (\\d+) more value would place it");
    private static final Pattern VALUE_ALONE = Pattern.compile("; (?:or )?(\\d+) more value");

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allThatIsToldTogetherMakesRoomForItAndMakesItPay(long seed) {
        PairingProblem problem = TinyMarket.of(seed);
        Allocation allocation = firstCome(problem);
        for (Unserved out : reasonsIfFeasible(allocation)) {
            if (matches(POOL, out).findAny().isEmpty()
                    && matches(NET, out).findAny().isEmpty()) {
                continue;
            }
            int bundle = index(problem, out);
            PairingProblem eased = matches(VALUE_BESIDE, out)
                    .findAny()
                    .map(more -> withValue(widened(problem, out), bundle, Long.parseLong(more.group(1))))
                    .orElseGet(() -> widened(problem, out));
            List<ServedBundle> served = allocation.pairings();
            assertThat(packages(problem, bundle)
                            .map(more -> with(served, more))
                            .anyMatch(choice ->
                                    feasible(eased, choice) && eased.objective(choice) > eased.objective(served)))
                    .as("%s: %s", out.bundleId(), out.reason())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void moreValueAsToldMakesAnAnswerWithItBetter(long seed) {
        PairingProblem problem = TinyMarket.of(seed);
        Allocation allocation = firstCome(problem);
        for (Unserved out : reasonsIfFeasible(allocation)) {
            matches(VALUE_ALONE, out).forEach(match -> {
                PairingProblem dearer = withValue(problem, index(problem, out), Long.parseLong(match.group(1)));
                assertThat(BruteForce.best(dearer).orElseThrow())
                        .as("%s: %s", out.bundleId(), out.reason())
                        .isGreaterThan(allocation.surplus());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoTakesTheSolversAdviceAndRaisesTheValueIsServed(long seed) {
        PairingProblem problem = TinyMarket.of(seed);
        if (BruteForce.best(problem).isEmpty()) {
            return;
        }
        for (Unserved out : PairingSolver.solve(problem, LIMITS, 1).unserved()) {
            matches(VALUE_ALONE, out).forEach(match -> {
                PairingProblem dearer = withValue(problem, index(problem, out), Long.parseLong(match.group(1)));
                assertThat(PairingSolver.solve(dearer, LIMITS, 1).unserved())
                        .as("%s: %s", out.bundleId(), out.reason())
                        .noneMatch(still -> still.bundleId().equals(out.bundleId()));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatTheSolverLeavesOutNeverBeatsThePlaceItCouldTake(long seed) {
        PairingProblem problem = TinyMarket.of(seed);
        if (BruteForce.best(problem).isPresent()) {
            PairingSolver.solve(problem, LIMITS, 1)
                    .unserved()
                    .forEach(out -> assertThat(out.reason()).doesNotContain("longer search"));
        }
    }

    private static Allocation firstCome(PairingProblem problem) {
        Allocation allocation = new Allocation(new PairingTable(problem));
        Insertion.firstCome(allocation);
        Insertion.everyPackage(allocation);
        return allocation;
    }

    /** Looking for reasons changes nothing. */
    private static List<Unserved> reasonsIfFeasible(Allocation allocation) {
        if (!allocation.feasible()) {
            return List.of();
        }
        List<ServedBundle> before = allocation.pairings();
        List<Unserved> reasons = Reasons.of(allocation);
        assertThat(allocation.pairings()).isEqualTo(before);
        assertThat(allocation.feasible()).isTrue();
        return reasons;
    }

    private static Stream<MatchResult> matches(Pattern pattern, Unserved out) {
        return pattern.matcher(out.reason()).results();
    }

    private static int index(PairingProblem problem, Unserved out) {
        return Stream.iterate(0, b -> b + 1)
                .filter(b -> problem.bundleId(b).equals(out.bundleId()))
                .findFirst()
                .orElseThrow();
    }

    private static PairingProblem widened(PairingProblem problem, Unserved out) {
        Map<String, Long> more = new HashMap<>();
        matches(POOL, out).forEach(m -> more.put(m.group(2) + "/" + m.group(3), Long.parseLong(m.group(1))));
        Map<String, OptionalLong> limits = new HashMap<>();
        matches(NET, out)
                .forEach(m -> limits.put(m.group(3) + m.group(1), OptionalLong.of(Long.parseLong(m.group(2)))));
        PairingProblem.Builder wider = PairingProblem.builder(problem.name(), problem.slots());
        for (PartyBounds party : problem.parties()) {
            wider.party(new PartyBounds(
                    party.id(),
                    limits.getOrDefault(party.id() + "netMin", party.netMin()),
                    limits.getOrDefault(party.id() + "netMax", party.netMax())));
        }
        for (PairingOffer offer : problem.offers()) {
            List<Long> pools = new ArrayList<>();
            for (int pool = 0; pool < offer.pools().size(); pool++) {
                pools.add(offer.pools().get(pool) + more.getOrDefault(offer.id() + "/" + pool, 0L));
            }
            wider.offer(new PairingOffer(offer.id(), offer.party(), offer.from(), offer.until(), pools));
        }
        problem.bundles().forEach(wider::bundle);
        return wider.build();
    }

    private static PairingProblem withValue(PairingProblem problem, int dearer, long more) {
        PairingProblem.Builder changed = PairingProblem.builder(problem.name(), problem.slots());
        problem.parties().forEach(changed::party);
        problem.offers().forEach(changed::offer);
        for (int b = 0; b < problem.bundleCount(); b++) {
            Bundle bundle = problem.bundle(b);
            List<Line> lines = new ArrayList<>(bundle.lines());
            if (b == dearer) {
                Line first = lines.get(0);
                List<Candidate> candidates = first.candidates().stream()
                        .map(c -> new Candidate(c.offer(), c.value() + more, c.reserve(), c.worth(), c.uses()))
                        .toList();
                lines.set(0, new Line(first.id(), first.from(), first.until(), candidates));
            }
            changed.bundle(new Bundle(
                    bundle.id(),
                    bundle.party(),
                    lines,
                    bundle.sameProvider(),
                    bundle.distinctProviders(),
                    bundle.mandatory()));
        }
        return changed.build();
    }

    private static Stream<ServedBundle> packages(PairingProblem problem, int bundle) {
        Stream<List<Integer>> picks = Stream.of(List.of());
        for (int line = problem.firstLine(bundle); line < problem.firstLine(bundle + 1); line++) {
            int candidates = problem.firstCandidate(line + 1) - problem.firstCandidate(line);
            picks = picks.flatMap(so -> Stream.iterate(0, i -> i < candidates, i -> i + 1)
                    .map(i -> Stream.concat(so.stream(), Stream.of(i)).toList()));
        }
        return picks.map(chosen -> new ServedBundle(bundle, chosen));
    }

    private static List<ServedBundle> with(List<ServedBundle> served, ServedBundle more) {
        return Stream.concat(served.stream(), Stream.of(more)).toList();
    }

    private static boolean feasible(PairingProblem problem, List<ServedBundle> served) {
        Map<Integer, ServedBundle> in = new HashMap<>();
        served.forEach(each -> in.put(each.bundle(), each));
        List<Unserved> out = Stream.iterate(0, b -> b < problem.bundleCount(), b -> b + 1)
                .filter(b -> !in.containsKey(b))
                .map(b -> new Unserved(problem.bundleId(b), "for a test"))
                .toList();
        long objective = problem.objective(served);
        Answer answer = new Answer(
                problem.name(), objective, objective, Proof.EXHAUSTIVE, 1, 1, 1, served, out, Optional.empty());
        return PairingChecker.check(problem, answer).isEmpty();
    }
}
