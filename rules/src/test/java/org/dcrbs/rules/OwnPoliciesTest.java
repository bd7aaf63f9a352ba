package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcrbs.rules.Samples.HOUR;
import static org.dcrbs.rules.Samples.appraised;
import static org.dcrbs.rules.Samples.offer;
import static org.dcrbs.rules.Samples.policy;
import static org.dcrbs.rules.Samples.write;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Appraisal.Unvalued;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Storage;
import org.dcrbs.market.negotiation.FairEnd;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Silence;
import org.dcrbs.market.negotiation.Tactic;
import org.dcrbs.market.negotiation.Tactics;
import org.dcrbs.rules.facts.Deal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's own copies of the policies. */
class OwnPoliciesTest {
    private static final Offer DISK = offer(new Storage(1000, 8, 0, 0), HOUR);

    @TempDir
    Path folder;

    @Test
    void aRateThatAPersonChangedInACopyIsWhatLotsAreValuedBy() throws Exception {
        PolicySet.copyShipped(folder);
        Path memory = folder.resolve("memory.drl");
        Files.writeString(memory, Files.readString(memory).replace("\"0.004\"", "\"0.05\""));

        PolicySet own = PolicySet.load(folder);

        Valuation valuation = (Valuation) appraised(own, offer(new Memory(1000, 0, 0), HOUR));
        assertThat(valuation.worth()).hasToString("0.05");
        assertThat(valuation.policyVersion())
                .isEqualTo(own.version())
                .startsWith(folder.getFileName() + "-")
                .isNotEqualTo(PolicySet.shipped().version());
    }

    @Test
    void copiesAreNotWrittenOverAPersonsFile() throws IOException {
        write(folder, "memory.drl", "mine");
        assertThatThrownBy(() -> PolicySet.copyShipped(folder)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder.resolve("memory.drl")).hasContent("mine");
    }

    @Test
    void everyShippedFileIsOnTheList() throws Exception {
        Path shipped = Path.of(PolicySet.class.getResource("/policies").toURI());
        try (var files = Files.list(shipped)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(PolicyFiles.SHIPPED);
        }
    }

    @Test
    void aFolderWithoutRulesValuesNothing() throws Exception {
        assertThat(appraised(PolicySet.load(policy(folder, "// to be written")), DISK))
                .isInstanceOf(Unvalued.class);
    }

    @Test
    void allTheFormsOfAConditionWork() throws Exception {
        PolicySet own = PolicySet.load(policy(folder, """
                rule "base" salience 10 no-loop true
                when
                    $lot : StorageLot( offered, accessMicros > 0 && accessMicros <= 5000, megaBytes in (1, 1000),
                        !required, usageDays > 3 || usageHours != 4, category == "STORAGE",
                        $a : accessMicros, readMicrosPerMegaByte < $a, copies >= 1L, required == false, units < 99999999999,
                        (units not in (5) || false) )
                then
                    // comment
                    $lot.rateOnce("1", $a,
                        4); /* eight quarters */ $lot.lower(500);
                    $lot.raiseForEach(100, $a, 6);
                end
                rule "texts"
                when
                    $f : FileLot( function not contains "x", name contains environment, objective not in ("a") )
                then
                    $f.rateOnce("1.5");
                end
                rule "any" when $l : TradedLot( required ) then $l.refuse("nothing is bought; end"); end
                """));
        assertThat(((Valuation) appraised(own, DISK)).worth()).hasToString("1.4");
        assertThat(((Valuation) appraised(own, offer(Samples.file("", "", "y", "a.b", 1), HOUR))).worth())
                .hasToString("1.5");
    }

    @Test
    void aLotThatNoRuleValuesHasAReason() throws Exception {
        PolicySet own =
                PolicySet.load(policy(folder, "rule \"r\" when $lot : MemoryLot() then $lot.ratePerHour(\"1\"); end"));
        assertThat(((Unvalued) appraised(own, DISK)).reason()).isEqualTo("no rule gives a rate for it");
    }

    @Test
    void aRefusalHoldsWhateverOtherRulesSay() throws Exception {
        PolicySet own = PolicySet.load(policy(folder, """
                rule "a" when $lot : StorageLot() then $lot.refuse("no disks on Sundays"); end
                rule "b" when $lot : StorageLot() then $lot.ratePerHour("1"); end
                """));
        assertThat(((Unvalued) appraised(own, DISK)).reason()).isEqualTo("no disks on Sundays");
    }

    @Test
    void reductionsTakeAWorthToNothingAtMost() throws Exception {
        PolicySet own = PolicySet.load(
                policy(
                        folder,
                        "rule \"r\" when $lot : StorageLot() then $lot.rateOnce(\"1\"); $lot.lower(600); $lot.lower(600); end"));
        assertThat(((Valuation) appraised(own, DISK)).worth()).isEqualTo(Credits.ZERO);
    }

    @Test
    void aDivisionByNothingIsARefusalThatNamesTheRule() throws Exception {
        PolicySet own = PolicySet.load(policy(
                folder,
                "rule \"r\" when $lot : StorageLot($t : readMicrosPerMegaByte) then $lot.rateOnce(\"1\", 5, $t); end"));
        assertThat(((Unvalued) appraised(own, DISK)).reason()).isEqualTo("rule \"r\" divides by 0");
    }

    @Test
    void ofSeveralLimitsTheWidestHolds() throws Exception {
        PolicySet own = PolicySet.load(policy(folder, """
                rule "a" when $lot : StorageLot() then $lot.rateOnce("1"); $lot.reserve(700); $lot.value(1100); end
                rule "b" when $lot : StorageLot() then $lot.reserve(600); $lot.value(1200); end
                """));
        assertThat(((Valuation) appraised(own, DISK)).limit()).hasToString("0.6");
        assertThat(((Valuation) own.appraise(
                                        List.of(Samples.demand(new Storage(1000, 0, 0, 0), HOUR)), Circumstances.NONE)
                                .get(0))
                        .limit())
                .hasToString("1.2");
    }

    @Test
    void aLimitBeyondAllCreditsIsNotStated() throws Exception {
        PolicySet own = PolicySet.load(policy(
                folder,
                "rule \"a\" when $lot : StorageLot() then $lot.rateOnce(\"999999999999\"); $lot.value(1100); end"));
        assertThat(own.appraise(List.of(Samples.demand(new Storage(1000, 0, 0, 0), HOUR)), Circumstances.NONE))
                .singleElement()
                .isInstanceOfSatisfying(
                        Unvalued.class,
                        unvalued -> assertThat(unvalued.reason()).contains("beyond"));
    }

    @Test
    void commissionStopsAtTheCap() throws Exception {
        PolicySet own = PolicySet.load(policy(folder, """
                rule "cap" when $cap : CommissionCap() then $cap.giverPaysAtMost(30); $cap.takerPaysAtMost(10); end
                rule "greed" when $deal : BrokeredDeal() then $deal.giverPays(900); $deal.takerPays(900); end
                rule "friend" when $deal : BrokeredDeal(giver == "ann", surplus < 5) then $deal.waive(); end
                """));
        assertThat(commission(own, "bob"))
                .extracting("giverPermille", "takerPermille")
                .containsExactly(30L, 10L);
        assertThat(commission(own, "ann"))
                .extracting("giverPermille", "takerPermille")
                .containsExactly(0L, 0L);
    }

    @Test
    void commissionWithoutACapIsRefused() {
        assertThatThrownBy(() -> PolicySet.load(
                        policy(folder, "rule \"greed\" when $deal : BrokeredDeal() then $deal.giverPays(900); end")))
                .isInstanceOf(PolicyException.class)
                .hasMessage(
                        "test.drl, line 3, rule \"greed\": asks for commission, but no rule about a CommissionCap says"
                                + " the most that it may be");
    }

    @Test
    void whatNoRuleSaysIsNothing() throws Exception {
        PolicySet own =
                PolicySet.load(policy(folder, "rule \"r\" when $lot : MemoryLot() then $lot.ratePerHour(\"1\"); end"));
        assertThat(commission(own, "bob")).isEqualTo(CommissionRates.NONE);
        assertThat(own.mostCommission()).isEqualTo(CommissionRates.NONE);
        assertThat(own.barterTolerance(Credits.of(100))).isEqualTo(Credits.ZERO);
        assertThat(own.negotiation(Category.MEMORY).negotiated()).isFalse();
        assertThat(own.negotiation(Category.FILE))
                .isEqualTo(new NegotiationPolicy(
                        true, new Tactics(10, Tactic.EVENLY, Tactic.EVENLY, FairEnd.MIDDLE, List.of())));
        assertThat(own.pricing(Category.MEMORY)).isEqualTo(new PricingTerms(false, 500, List.of()));
    }

    private static CommissionRates commission(PolicySet policies, String giver) {
        return policies.commission(deal(giver));
    }

    private static Deal deal(String giver) {
        return new Deal(
                Category.FILE,
                new PartyId(giver),
                new PartyId("taker"),
                new PartyId("coordinator"),
                Credits.of(10),
                Credits.of(1),
                Circumstances.NONE);
    }

    @Test
    void eachSideMayReciprocateAndTheEndMayBeKalais() throws Exception {
        write(folder, "negotiation.drl", """
                package policies
                import org.dcrbs.rules.facts.Negotiation
                rule "tit for tat" when $n : Negotiation(category == "STORAGE")
                then $n.negotiate(4); $n.giverReciprocates("0.5"); $n.takerReciprocates("1"); $n.endsByKalai(); end
                """);
        assertThat(PolicySet.load(folder).negotiation(Category.STORAGE))
                .isEqualTo(new NegotiationPolicy(
                        true,
                        new Tactics(
                                4,
                                new Tactic.Reciprocating(0.5),
                                new Tactic.Reciprocating(1),
                                FairEnd.KALAI,
                                List.of("tit for tat"))));
    }

    @Test
    void aSinglePairingMayBeMarkedForAPerson() throws Exception {
        write(folder, "persons.drl", """
                package policies
                import org.dcrbs.rules.facts.ProposedDeal
                rule "dear" when $deal : ProposedDeal(category == "FILE", worth >= 10, giver == "ann")
                then $deal.personForTaker(); $deal.answerWithinHours(2); $deal.silenceFails(); end
                rule "short" when $deal : ProposedDeal(giver == "ann") then $deal.endWithinHours(5); end
                """);
        PolicySet own = PolicySet.load(folder);

        assertThat(own.persons(deal("ann")))
                .isEqualTo(new PersonPolicy(
                        Hands.AUTOMATON,
                        Hands.PERSON,
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Silence.FAILS,
                        List.of("dear", "short")));
        assertThat(own.persons(deal("bob")).asksAnyone()).isFalse();
    }

    @Test
    void howASurplusIsSharedGoesByCategory() throws Exception {
        write(folder, "pricing.drl", """
                package policies
                import org.dcrbs.rules.facts.Pricing
                rule "storage" when $p : Pricing(category == "STORAGE") then $p.uniform(); $p.split(300); end
                """);
        PolicySet own = PolicySet.load(folder);
        assertThat(own.pricing(Category.STORAGE)).isEqualTo(new PricingTerms(true, 300, List.of("storage")));
        assertThat(own.pricing(Category.MEMORY)).isEqualTo(new PricingTerms(false, 500, List.of()));
    }

    @Test
    void anAskIsTheLimitAsItStands() {
        Offer asked = offer(new Storage(1000, 8, 0, 0), 1, HOUR, Optional.of(Credits.ZERO));
        assertThat(((Valuation) appraised(PolicySet.shipped(), asked)).limit()).isEqualTo(Credits.ZERO);
    }
}
