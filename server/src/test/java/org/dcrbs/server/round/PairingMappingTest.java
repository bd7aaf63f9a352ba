package org.dcrbs.server.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.search.Entries.NOON;
import static org.dcrbs.server.search.Entries.demand;
import static org.dcrbs.server.search.Entries.offer;
import static org.dcrbs.server.search.Entries.requirement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Window;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.search.CandidateSearch;
import org.dcrbs.server.search.DemandEntry;
import org.dcrbs.server.search.Found;
import org.dcrbs.server.search.OfferEntry;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.Proof;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.pricing.PricedAnswer;
import org.dcrbs.solver.pricing.Pricing;
import org.dcrbs.solver.pricing.PricingPolicy;
import org.junit.jupiter.api.Test;

class PairingMappingTest {
    private static final Memory GIGABYTE = new Memory(1024, 80, 90);
    private static final FileHeader FILE = new FileHeader("f", "", "", "", "", 10, "ab".repeat(32));
    private static final Window FIRST = new Window(NOON, NOON.plusSeconds(600));
    private static final Window SECOND = new Window(NOON.plusSeconds(600), NOON.plusSeconds(1200));

    @Test
    void whatTheSolverServesComesBackAsPairings() {
        PairingMapping mapping = mapping(
                List.of(offer("cheap", "lab", GIGABYTE, 10), offer("dear", "school", GIGABYTE, 60)),
                demand("d", false, 100, requirement("a", GIGABYTE), requirement("b", new Memory(512, 0, 0))));

        List<Pairing> pairings = mapping.pairings(priced(mapping, 1, 0));

        assertThat(pairings).extracting(Pairing::requirement).containsExactly("a", "b");
        assertThat(pairings).extracting(Pairing::offer).containsExactly(new ListingId("dear"), new ListingId("cheap"));
        assertThat(pairings).extracting(Pairing::giver).containsExactly(new PartyId("school"), new PartyId("lab"));
        assertThat(pairings).extracting(pairing -> pairing.reserve().micro()).containsExactly(60L, 5L);
        assertThat(pairings)
                .allSatisfy(pairing -> assertThat(pairing.value().micro()).isEqualTo(100));
        assertThat(mapping.bundle(0).demand().demand().id()).isEqualTo(new ListingId("d"));
    }

    @Test
    void theSolverReckonsWithTheWorthThatIsPaidIfNothingElseIsSettled() {
        PairingMapping mapping = mapping(
                List.of(offer("cheap", "lab", GIGABYTE, 10), offer("dear", "school", GIGABYTE, 60)),
                demand("d", false, 100, requirement("a", GIGABYTE)));
        PairingProblem problem = mapping.problem();

        for (int pick = 0; pick < 2; pick++) {
            Pairing pairing = mapping.pairings(priced(mapping, pick)).get(0);
            int candidate = problem.firstCandidate(problem.firstLine(0)) + pick;

            assertThat(problem.worth(candidate)).isEqualTo(pairing.worth().micro());
            assertThat(problem.surplus(candidate)).isEqualTo(pairing.surplus().micro());
            assertThat(problem.use(candidate, 0)).isEqualTo(1024);
        }
    }

    /** The first bundle served by these picks, at the worths that its candidates came with. */
    private static PricedAnswer priced(PairingMapping mapping, Integer... picks) {
        PairingProblem problem = mapping.problem();
        ServedBundle served = new ServedBundle(0, List.of(picks));
        long objective = problem.objective(List.of(served));
        Answer answer = new Answer(
                problem.name(),
                objective,
                objective,
                Proof.EXHAUSTIVE,
                0,
                0,
                0,
                List.of(served),
                List.of(),
                Optional.empty());
        return Pricing.of(problem, answer, PricingPolicy.asGiven());
    }

    @Test
    void whatIsLentIsUsedInItsSlotsAndAFileInAll() {
        PairingProblem problem = mapping(
                        List.of(offer("ram", "lab", GIGABYTE, 0), offer("file", "lab", FILE, 0)),
                        demand("d1", false, 9, requirement("ram", GIGABYTE, FIRST, Constraint.NONE)),
                        demand("d2", false, 9, requirement("ram", GIGABYTE, SECOND, Constraint.NONE)),
                        demand("d3", false, 9, requirement("file", FILE, SECOND, Constraint.NONE)))
                .problem();

        assertThat(problem.slots()).isEqualTo(2);
        assertThat(slots(problem, 0)).containsExactly(0, 1);
        assertThat(slots(problem, 1)).containsExactly(1, 2);
        assertThat(slots(problem, 2)).containsExactly(0, 2);
    }

    @Test
    void aDemandOfWhichOneRequirementHasNoCandidateIsNoBundle() {
        PairingMapping mapping = mapping(
                List.of(offer("ram", "lab", GIGABYTE, 0)),
                demand("half", false, 9, requirement("ram", GIGABYTE), requirement("file", FILE)),
                demand("whole", false, 9, requirement("ram", GIGABYTE)));

        assertThat(mapping.problem().bundleCount()).isEqualTo(1);
        assertThat(mapping.problem().bundleId(0)).isEqualTo("whole");
    }

    private static int[] slots(PairingProblem problem, int bundle) {
        int line = problem.firstLine(bundle);
        return new int[] {problem.lineFrom(line), problem.lineUntil(line)};
    }

    private static PairingMapping mapping(List<OfferEntry> offers, DemandEntry... demands) {
        CandidateSearch search = new CandidateSearch(offers, 8, 1);
        List<Found> found = List.of(demands).stream().map(search::search).toList();
        Map<PartyId, PartyBounds> bounds = new LinkedHashMap<>();
        for (String party : List.of("taker", "lab", "school")) {
            bounds.put(new PartyId(party), PartyBounds.unbounded(party));
        }
        return new PairingMapping("test", found, bounds, new Worths(PolicySet.shipped()));
    }
}
