package org.dcrbs.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.dcrbs.server.contract.TestContracts.HOUR;

import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.work.Findings.Fee;
import org.dcrbs.server.work.Findings.Verdict;
import org.dcrbs.server.work.Step.Delivered;
import org.dcrbs.server.work.Step.Failed;
import org.dcrbs.server.work.Step.Issue;
import org.dcrbs.server.work.Step.Waiting;
import org.junit.jupiter.api.Test;

/** How units are computed, checked and judged. Ann gives, Bob takes, Cid, Dan, Eve and Fay check, in this order. */
class ComputePlanTest {
    private static final PartyId ANN = new PartyId("ann");
    private static final PartyId BOB = new PartyId("bob");
    private static final PartyId CID = new PartyId("cid");
    private static final PartyId DAN = new PartyId("dan");
    private static final PartyId EVE = new PartyId("eve");
    private static final PartyId FAY = new PartyId("fay");
    private static final ComputingPower POWER = new ComputingPower(1000, 100, 0);

    @Test
    void allUnitsOfANewcomerAreCheckedAndTheirOutputsHandedOver() throws Exception {
        PlayedOrders leg = compute(12, 1);
        Map<String, Order> units = leg.issue();
        assertThat(units).hasSize(12).allSatisfy((name, order) -> {
            assertThat(order.executor()).isEqualTo(ANN);
            assertThat(order.order().getCompute().getOutputBytesLimit()).isEqualTo(16);
        });
        assertThat(leg.next()).isInstanceOf(Waiting.class);
        for (int i = 0; i < 12; i++) {
            leg.done("u" + i, "[" + i + "]");
        }

        Map<String, Order> checks = leg.issue();
        assertThat(checks)
                .hasSize(12)
                .allSatisfy((name, order) -> assertThat(order.executor()).isEqualTo(CID));
        checks.keySet().forEach(name -> leg.done(name, "[" + name.substring(1) + "]"));

        Order receive = leg.issue().get("receive");
        assertThat(receive.executor()).isEqualTo(BOB);
        assertThat(receive.order().getFileReceive().getName()).isEqualTo("need.out");
        String joined = HexFormat.of()
                .formatHex(receive.order().getFileReceive().getSha256().toByteArray());
        assertThat(leg.text(joined)).startsWith("[0][1][2]").endsWith("[10][11]");
        leg.done("receive", "");
        Findings findings = ((Delivered) leg.next()).findings();
        assertThat(findings.verdicts())
                .containsExactly(
                        new Verdict(ANN, Kind.RESULT_VERIFIED, 12, "12 units agreed"),
                        new Verdict(CID, Kind.RESULT_VERIFIED, 12, "12 units agreed"));
        assertThat(findings.fees()).hasSize(12).containsOnly(new Fee(CID, false));
    }

    @Test
    void ofAProvenPartyOneUnitInAFewIsCheckedAndThatSampleStays() throws Exception {
        PlayedOrders leg = computed(20, 1);
        leg.oneIn = 10;
        assertThat(leg.issue().keySet()).containsExactly("a0", "a10");

        leg.oneIn = 5;
        assertThat(leg.next()).isInstanceOf(Waiting.class);
        leg.done("a0", "right");
        leg.done("a10", "right");

        assertThat(leg.issue()).containsOnlyKeys("receive");
    }

    @Test
    void aSingleUnitOfAProvenPartyMayGoUncheckedAndThenSaysNothingOfIt() throws Exception {
        PlayedOrders leg = new PlayedOrders(needed(), POWER, Optional.of(job(2, 1)));
        leg.takerHasNode = false;
        leg.oneIn = 1000;
        leg.issue();
        leg.done("u0", "right");
        leg.done("u1", "right");
        leg.issue();
        leg.done("a0", "right");

        assertThat(((Delivered) leg.next()).findings().verdicts())
                .containsExactly(
                        new Verdict(ANN, Kind.RESULT_VERIFIED, 1, "1 unit agreed"),
                        new Verdict(CID, Kind.RESULT_VERIFIED, 1, "1 unit agreed"));
    }

    @Test
    void onADifferenceAThirdDecidesAgainstTheGiver() throws Exception {
        PlayedOrders leg = checked("wrong", "right");

        Order third = leg.issue().get("b0");
        assertThat(third.executor()).isEqualTo(DAN);
        assertThat(leg.next()).isInstanceOf(Waiting.class);
        leg.done("b0", "right");

        Failed failed = (Failed) leg.next();
        assertThat(failed.reason()).startsWith("unit 0: ann computed ").contains(", cid computed ", ", dan computed ");
        assertThat(failed.findings().verdicts())
                .containsExactly(
                        new Verdict(ANN, Kind.RESULT_WRONG, 1, failed.reason()),
                        new Verdict(CID, Kind.RESULT_VERIFIED, 1, "1 unit agreed"),
                        new Verdict(DAN, Kind.RESULT_VERIFIED, 1, "1 unit agreed"));
        assertThat(failed.findings().fees()).containsExactly(new Fee(CID, false), new Fee(DAN, false));
    }

    @Test
    void aCheckerThatLiesLosesAndTheGiverDelivers() throws Exception {
        PlayedOrders leg = checked("right", "wrong");
        leg.takerHasNode = false;
        leg.issue();
        leg.done("b0", "right");

        Findings findings = ((Delivered) leg.next()).findings();
        assertThat(findings.verdicts())
                .extracting(Verdict::party, Verdict::kind)
                .containsExactly(
                        tuple(CID, Kind.RESULT_WRONG),
                        tuple(ANN, Kind.RESULT_VERIFIED),
                        tuple(DAN, Kind.RESULT_VERIFIED));
        assertThat(findings.fees()).containsExactly(new Fee(DAN, false));
    }

    @Test
    void ifAllThreeDifferNobodyIsPaidAndNobodyBlamed() throws Exception {
        PlayedOrders leg = checked("one", "two");
        leg.issue();
        leg.done("b0", "three");

        Failed failed = (Failed) leg.next();
        assertThat(failed.reason()).endsWith("no output has more than half of the runs");
        assertThat(failed.findings()).isEqualTo(Findings.NONE);
    }

    @Test
    void twoThatColludeOutvoteOneThatIsHonest() throws Exception {
        // The limit of it: the giver and the checker that was drawn tell the same lie.
        PlayedOrders leg = checked("lie", "lie");
        assertThat(leg.issue()).containsOnlyKeys("receive");

        // Three results that the taker asked for bring it to light only if the third is honest and then in the
        // minority.
        PlayedOrders more = computed(1, 3, "lie");
        assertThat(more.issue()).containsOnlyKeys("a0", "b0");
        more.done("a0", "lie");
        more.done("b0", "truth");
        more.takerHasNode = false;
        assertThat(((Delivered) more.next()).findings().verdicts())
                .contains(new Verdict(ANN, Kind.RESULT_VERIFIED, 1, "1 unit agreed"));
    }

    @Test
    void whoAsksForResultsGetsThemFromDistinctProvidersAndPays() throws Exception {
        PlayedOrders leg = computed(1, 4);
        leg.takerHasNode = false;
        leg.oneIn = 1000;
        Map<String, Order> asked = leg.issue();
        assertThat(asked.values()).extracting(Order::executor).containsExactly(CID, DAN, EVE);
        leg.done("a0", "right");
        leg.done("b0", "wrong");
        leg.done("c0", "wrong");

        assertThat(leg.issue().get("d0").executor()).isEqualTo(FAY);
        leg.done("d0", "right");

        assertThat(((Delivered) leg.next()).findings().fees()).containsExactly(new Fee(CID, true), new Fee(FAY, false));
    }

    @Test
    void aNativeProgramIsCheckedOnlyByThoseWhoRunSuch() throws Exception {
        PlayedOrders leg = computed(1, 1);
        leg.platform = Optional.of(NativePlatform.LINUX_X86_64);
        assertThat(leg.next()).isInstanceOf(Waiting.class);

        leg.runsPrograms = Set.of(EVE);
        assertThat(leg.issue().get("a0").executor()).isEqualTo(EVE);
    }

    @Test
    void withoutACheckerTheCheckWaits() throws Exception {
        PlayedOrders leg = computed(1, 1);
        leg.checkers = List.of();

        assertThat(leg.next()).isInstanceOf(Waiting.class);
    }

    @Test
    void aCheckerThatRefusesOrIsGoneIsReplacedAndCountsNothing() throws Exception {
        PlayedOrders leg = computed(1, 1);
        leg.issue();
        leg.failed("a0", "REFUSED: busy");
        assertThat(leg.issue().get("b0").executor()).isEqualTo(DAN);

        leg.gone = Set.of(DAN);
        assertThat(((Issue) leg.next()).replaced()).containsExactly(needed().id() + "/b0");
        assertThat(leg.issue().get("c0").executor()).isEqualTo(EVE);
        leg.done("c0", "right");

        leg.takerHasNode = false;
        assertThat(((Delivered) leg.next()).findings().fees()).containsExactly(new Fee(EVE, false));
    }

    @Test
    void aCheckerThatIsGoneIsWaitedForIfThereIsNoOther() throws Exception {
        PlayedOrders leg = computed(1, 1);
        leg.issue();
        leg.checkers = List.of(CID);
        leg.gone = Set.of(CID);

        assertThat(leg.next()).isInstanceOf(Waiting.class);
    }

    @Test
    void aUnitThatFailsEverywhereIsTheJobsFaultAndOneThatOthersCanComputeTheGivers() throws Exception {
        PlayedOrders broken = compute(1, 1);
        broken.issue();
        broken.failed("u0", "FAILED: trap");
        assertThat(broken.issue().get("a0").executor()).isEqualTo(CID);
        broken.failed("a0", "FAILED: trap");
        assertThat(broken.next()).isEqualTo(new Failed(needed().id() + "/u0: FAILED: trap"));

        PlayedOrders lazy = compute(1, 1);
        lazy.issue();
        lazy.failed("u0", "FAILED: trap");
        lazy.issue();
        lazy.done("a0", "right");
        Findings findings = ((Failed) lazy.next()).findings();
        assertThat(findings.verdicts())
                .containsExactly(new Verdict(ANN, Kind.FAILED, 1, needed().id() + "/u0: FAILED: trap"));
        assertThat(findings.fees()).containsExactly(new Fee(CID, false));
    }

    @Test
    void whoRefusesAUnitThatWasAgreedHasFailedAtIt() throws Exception {
        PlayedOrders leg = compute(1, 1);
        leg.issue();
        leg.failed("u0", "REFUSED: no share");

        assertThat(((Failed) leg.next()).findings().verdicts())
                .extracting(Verdict::kind)
                .containsExactly(Kind.FAILED);
    }

    @Test
    void anOutputThatIsLongerThanAllowedOrNotHereFailsTheLeg() throws Exception {
        PlayedOrders longer = computed(1, 1, "x".repeat(17));
        PlayedOrders missing = compute(1, 1);
        missing.issue();
        missing.doneAs("u0", "ab".repeat(32));

        String reason = "unit 0: its output is longer than 16 bytes";
        assertThat(longer.next()).isEqualTo(new Failed(reason, Findings.of(ANN, Kind.FAILED, reason)));
        assertThat(missing.next()).isInstanceOf(Failed.class);
    }

    /** Any minority of liars that don't agree with each other loses, whoever they are and whenever they answer. */
    @Test
    void whateverAMinorityOfLiarsSaysTheTruthIsDelivered() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        for (int game = 0; game < 300; game++) {
            PartyId liar = List.of(CID, DAN, EVE, FAY, BOB).get(random.nextInt(5));
            PlayedOrders leg = computed(1 + random.nextInt(4), 1 + random.nextInt(4));
            leg.takerHasNode = false;
            Map<String, Integer> lies = new HashMap<>();
            Step next = leg.next();
            while (!(next instanceof Delivered)) {
                assertThat(next).isInstanceOf(Issue.class);
                leg.issue().forEach((name, order) -> {
                    boolean lie = order.executor().equals(liar) && random.nextBoolean();
                    leg.done(name, lie ? "lie " + lies.merge(name, 1, Integer::sum) : "right");
                });
                next = leg.next();
            }
            assertThat(((Delivered) next).findings().verdicts())
                    .filteredOn(verdict -> verdict.kind() == Kind.RESULT_WRONG)
                    .allMatch(verdict -> verdict.party().equals(liar));
        }
    }

    /** One unit, which the giver and the first checker have answered. */
    private static PlayedOrders checked(String giver, String checker) throws Exception {
        PlayedOrders leg = computed(1, 1, giver);
        leg.issue();
        leg.done("a0", checker);
        return leg;
    }

    private static PlayedOrders computed(int units, int redundancy) throws Exception {
        return computed(units, redundancy, "right");
    }

    private static PlayedOrders computed(int units, int redundancy, String output) throws Exception {
        PlayedOrders leg = compute(units, redundancy);
        leg.issue();
        for (int unit = 0; unit < units; unit++) {
            leg.done("u" + unit, output);
        }
        return leg;
    }

    private static PlayedOrders compute(int units, int redundancy) {
        return new PlayedOrders(needed(), POWER, Optional.of(job(units, redundancy)));
    }

    private static Job job(int units, int redundancy) {
        return new Job.Compute("ab".repeat(32), Collections.nCopies(units, "00"), 16, 1000, 16, redundancy);
    }

    private static Leg needed() {
        ContractId id = ContractTerms.idOf(TestContracts.ROUND, ANN, BOB);
        return TestContracts.leg(id, 1, "ann", "bob", POWER, HOUR, 10);
    }
}
