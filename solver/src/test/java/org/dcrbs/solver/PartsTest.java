package org.dcrbs.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcrbs.solver.bench.StandardMarket;
import org.dcrbs.solver.bench.StandardMarket.Money;
import org.dcrbs.solver.bound.PriceSearch;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.parts.Components;
import org.dcrbs.solver.parts.JoinedPrices;
import org.dcrbs.solver.parts.Part;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;
import org.junit.jupiter.api.Test;

/** Problems are taken apart, and their answers put together, without a rule broken or a bound lost. */
class PartsTest {
    private static final SolveLimits STEPS = SolveLimits.seconds(300).withSteps(5_000);

    @Test
    void marketsThatHaveNothingInCommonAreSolvedAsIfTheyWereAlone() {
        int solved = 0;
        for (long seed = 0; seed < 300; seed += 3) {
            List<PairingProblem> some = List.of(TinyMarket.of(seed), TinyMarket.of(seed + 1), TinyMarket.of(seed + 2));
            OptionalLong[] best = some.stream().map(BruteForce::best).toArray(OptionalLong[]::new);
            PairingProblem together = together(some);
            if (best[0].isPresent() && best[1].isPresent() && best[2].isPresent()) {
                Answer answer = PairingSolver.solve(together, STEPS, seed);
                assertThat(PairingChecker.check(together, answer)).isEmpty();
                assertThat(answer.objective())
                        .isEqualTo(best[0].getAsLong() + best[1].getAsLong() + best[2].getAsLong())
                        .isEqualTo(answer.bound());
                solved++;
            } else {
                assertThatThrownBy(() -> PairingSolver.solve(together, STEPS, 1))
                        .isInstanceOf(NoFeasibleAnswerException.class);
            }
        }
        assertThat(solved).isGreaterThan(50);
    }

    @Test
    void joinedPricesProveWhatThoseOfThePartsDo() {
        int joined = 0;
        for (long seed = 0; seed < 300; seed++) {
            PairingProblem whole =
                    together(List.of(TinyMarket.of(seed), TinyMarket.of(seed + 1), TinyMarket.of(seed + 2)));
            List<Part> parts = Components.of(whole);
            if (parts.isEmpty() || BruteForce.best(whole).isEmpty()) {
                continue;
            }
            List<Answer> answers = parts.stream()
                    .map(part -> PairingSolver.solve(part.problem(), STEPS, 1))
                    .toList();
            long sum = 0;
            for (int i = 0; i < parts.size(); i++) {
                sum += BoundAudit.provenBy(
                        parts.get(i).problem(), answers.get(i).prices().orElseThrow());
            }
            long together = BoundAudit.provenBy(
                    whole, JoinedPrices.of(whole, parts, answers).orElseThrow());
            // Each part's own was rounded down, and joined prices are a little coarser.
            assertThat(together).as("seed %d", seed).isBetween(sum, sum + parts.size());
            joined++;
        }
        assertThat(joined).isGreaterThan(100);
    }

    @Test
    void aMarketThatHangsTogetherIsLeftWhole() {
        assertThat(Components.of(StandardMarket.of(1_000, 1, Money.CREDIT))).isEmpty();
    }

    @Test
    void whateverPartsChooseGoesTogether() {
        int improved = 0;
        for (long seed = 0; seed < 300; seed++) {
            PairingTable table = new PairingTable(TinyMarket.of(seed));
            Allocation start = new Allocation(table);
            if (!start.feasible()) {
                continue;
            }
            Prices prices = new PriceSearch(table).run(50, () -> false);
            List<Allocation> found = new ArrayList<>();
            new PartedSearch(table, prices, Crew.threads(2 + (int) (seed % 2)), STEPS, seed)
                    .run(start, Duration.ofSeconds(60), found::add, () -> false);
            long before = 0;
            for (Allocation each : found) {
                assertThat(each.feasible()).as("seed %d", seed).isTrue();
                assertThat(each.surplus()).as("seed %d", seed).isGreaterThanOrEqualTo(before);
                before = each.surplus();
            }
            improved += before > 0 ? 1 : 0;
        }
        assertThat(improved).isGreaterThan(100);
    }

    @Test
    void aCrewComesToTheSameAnswerForTheSameSeedAndSteps() {
        PairingProblem market = StandardMarket.of(2_500, 7, Money.TIGHT);
        Answer one = solve(market, Crew.threads(2));
        Answer again = solve(market, Crew.threads(2));
        assertThat(PairingChecker.check(market, one)).isEmpty();
        assertThat(again.pairings()).isEqualTo(one.pairings());
        assertThat(one.objective()).isGreaterThan(market.objective(GreedyMatcher.match(market)));
    }

    @Test
    void aMemberThatFindsNothingCostsItsPartAlone() {
        PairingProblem market = StandardMarket.of(2_500, 7, Money.CREDIT);
        AtomicInteger calls = new AtomicInteger();
        PartSolver lame = (part, limits, seed) -> {
            if (calls.getAndIncrement() % 2 == 0) {
                throw new NoFeasibleAnswerException(false, List.of("asleep"));
            }
            return PartSolver.here().solve(part, limits, seed);
        };
        Answer answer = solve(market, new Crew(2, lame));
        assertThat(PairingChecker.check(market, answer)).isEmpty();
        assertThat(calls).hasValueGreaterThan(2);
    }

    @Test
    void aMemberThatBreaksIsNotPassedOver() {
        PairingProblem market = StandardMarket.of(2_500, 7, Money.CREDIT);
        PartSolver broken = (part, limits, seed) -> {
            throw new IllegalStateException("out of memory");
        };
        assertThatThrownBy(() -> solve(market, new Crew(2, broken))).hasRootCauseMessage("out of memory");
    }

    @Test
    void aCrewThatIsCalledOffGivesWhatItHas() {
        PairingProblem two =
                together(List.of(StandardMarket.of(1_500, 1, Money.CREDIT), StandardMarket.of(1_500, 2, Money.TIGHT)));
        AtomicInteger looks = new AtomicInteger();
        Answer answer = PairingSolver.solve(
                two,
                SolveLimits.seconds(600),
                1,
                SolveProgress.silent(),
                () -> looks.incrementAndGet() > 40,
                Crew.threads(2));
        assertThat(PairingChecker.check(two, answer)).isEmpty();
        assertThat(answer.seconds()).as("of 600 that it could have had").isLessThan(300);
        assertThat(answer.objective()).isPositive();
    }

    @Test
    void componentsComeToTheSameAnswerForTheSameSeedAndSteps() {
        PairingProblem three = together(List.of(
                StandardMarket.of(1_000, 1, Money.CREDIT), StandardMarket.of(800, 2, Money.TIGHT), TinyMarket.of(3)));
        Answer one = PairingSolver.solve(three, STEPS, 1);
        Answer again = PairingSolver.solve(three, STEPS.withThreads(2), 1);
        assertThat(PairingChecker.check(three, one)).isEmpty();
        assertThat(again.pairings()).isEqualTo(one.pairings());
    }

    private static Answer solve(PairingProblem market, Crew crew) {
        return PairingSolver.solve(market, STEPS, 1, SolveProgress.silent(), () -> false, crew);
    }

    /** Side by side in one problem, with nothing in common. */
    private static PairingProblem together(List<PairingProblem> some) {
        int slots = some.stream().mapToInt(PairingProblem::slots).max().orElseThrow();
        PairingProblem.Builder all = PairingProblem.builder("together", slots);
        for (int i = 0; i < some.size(); i++) {
            String prefix = i + "/";
            some.get(i)
                    .parties()
                    .forEach(party -> all.party(new PartyBounds(prefix + party.id(), party.netMin(), party.netMax())));
        }
        int parties = 0;
        for (int i = 0; i < some.size(); i++) {
            for (PairingOffer offer : some.get(i).offers()) {
                all.offer(new PairingOffer(
                        i + "/" + offer.id(), parties + offer.party(), offer.from(), offer.until(), offer.pools()));
            }
            parties += some.get(i).parties().size();
        }
        parties = 0;
        int offers = 0;
        for (int i = 0; i < some.size(); i++) {
            for (Bundle bundle : some.get(i).bundles()) {
                all.bundle(shifted(bundle, i + "/", parties, offers));
            }
            parties += some.get(i).parties().size();
            offers += some.get(i).offers().size();
        }
        return all.build();
    }

    private static Bundle shifted(Bundle bundle, String prefix, int parties, int offers) {
        List<Line> lines = bundle.lines().stream()
                .map(line -> new Line(
                        line.id(),
                        line.from(),
                        line.until(),
                        line.candidates().stream()
                                .map(k ->
                                        new Candidate(offers + k.offer(), k.value(), k.reserve(), k.worth(), k.uses()))
                                .toList()))
                .toList();
        return new Bundle(
                prefix + bundle.id(),
                parties + bundle.party(),
                lines,
                bundle.sameProvider(),
                bundle.distinctProviders(),
                bundle.mandatory());
    }
}
