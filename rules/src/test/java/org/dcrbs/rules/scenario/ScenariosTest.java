package org.dcrbs.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dcrbs.rules.Glossary;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;
import org.junit.jupiter.api.Test;

/** Scenarios beside the policies: how they are read, how they are run, and what is told when one comes out otherwise. */
class ScenariosTest {
    private static final String STORAGE = "scenarios about,StorageLot\nscenario,megaBytes,usageDays,expect worth\n";

    @Test
    void theShippedPoliciesDoWhatTheirScenariosSay() throws Exception {
        Scenarios shipped = Scenarios.read(PolicySet.shipped().files());

        assertThat(shipped.size()).isGreaterThanOrEqualTo(40);
        assertThat(shipped.run(PolicySet.shipped()).text()).endsWith("not: 0\n");
    }

    @Test
    void aFailingCaseSaysWhatFiredAndWhatDidNot() throws Exception {
        ScenarioReport report = run(STORAGE + "a terabyte,1000000,30,31\nanother,1000000,30,30.00\n");

        assertThat(report.isGreen()).isFalse();
        assertThat(report.text()).isEqualTo("""
                x.scenarios.csv, cell D3, scenario "a terabyte": expected worth 31, got 30
                    fired: Storage: any
                    did not fire: Premium: needed within six hours: required, but required is no
                    did not fire: Premium: scarce in the last rounds: $demanded : scarcity > 1000, but scarcity is 0
                    did not fire: Premium: proven giver: reputation >= 900, but reputation is 500
                    did not fire: Premium: doubtful giver: reputation < 400, but reputation is 500
                    did not fire: Storage: short access: $micros : accessMicros > 0, but accessMicros is 0
                    did not fire: Storage: fast to read: $micros : readMicrosPerMegaByte > 0, but readMicrosPerMegaByte is 0
                    did not fire: Storage: fast to write: $micros : writeMicrosPerMegaByte > 0, but writeMicrosPerMegaByte is 0
                scenarios: 2, as expected: 1, not: 1
                """);
    }

    @Test
    void ofSeveralConditionsTheFirstThatFailedIsTold() throws Exception {
        PolicySet policies = PolicySet.of("own", Map.of("a.drl", bytes("""
                package policies
                import org.dcrbs.rules.facts.*
                rule "any" when $l : TradedLot(!required, copies in (2, 3) || startHour >= 22) then $l.rateOnce("1"); end
                rule "printers" when $l : PeripheralLot(kind not in ("CAMERA", "SCANNER"), $d : resolutionDpi, $d > 600)
                then $l.raise(1); end
                rule "files" when $l : FileLot(name contains "a") then $l.raise(1); end
                """)));
        Scenarios scenarios = read("""
                scenarios about,PeripheralLot
                scenario,kind,resolutionDpi,copies,startHour,expect rules
                dear,PRINTER,1200,1,23,any; printers
                one,CAMERA,300,1,21,any
                two,PRINTER,300,2,0,anyy
                """);

        assertThat(scenarios.run(policies).text()).isEqualTo("""
                x.scenarios.csv, cell F4, scenario "one": expected rules any, got "any" did not fire
                    fired: no rule
                    did not fire: any: copies in (2, 3) || startHour >= 22, but copies is 1 and startHour is 21
                    did not fire: printers: kind not in ("CAMERA", "SCANNER"), but kind is "CAMERA"
                x.scenarios.csv, cell F5, scenario "two": expected rules anyy, got there is no rule "anyy"; did you mean "any"?
                    fired: any
                    did not fire: printers: $d > 600, but resolutionDpi is 300
                scenarios: 3, as expected: 1, not: 2
                """);
    }

    @Test
    void whoIsAskedAndHowASideGivesWayCanBeExpected() throws Exception {
        PolicySet policies = PolicySet.of("own", Map.of("a.drl", bytes("""
                package policies
                import org.dcrbs.rules.facts.*
                rule "rate" when $l : FileLot() then $l.rateOnce("1"); end
                rule "tit for tat" when $n : Negotiation(category == "FILE")
                then $n.negotiate(5); $n.giverReciprocates("0.5"); $n.endsByNash(); end
                rule "people" when $d : ProposedDeal(category == "FILE", worth >= 2)
                then $d.personForTaker(); $d.answerWithinHours(12); $d.silenceFails(); end
                """)));
        String people = """
                scenarios about,ProposedDeal
                scenario,category,worth,expect personForTaker,expect personForGiver,expect answerWithinHours,expect silenceFails,expect rules
                dear,FILE,2,yes,no,12,yes,people
                cheap,FILE,1.999999,no,no,,no,
                """;
        String tactics = """
                scenarios about,Negotiation
                scenario,category,expect rounds,expect giverReciprocates,expect takerReciprocates,expect takerConcedes,expect end
                files,FILE,5,0.5,0,1,NASH
                """;

        ScenarioReport report = Scenarios.read(
                        Map.of("p.scenarios.csv", bytes(people), "t.scenarios.csv", bytes(tactics)))
                .run(policies);

        assertThat(report.text()).isEqualTo("scenarios: 3, as expected: 3, not: 0\n");
    }

    @Test
    void aRefusalIsExpectedByItsReasonOrAsAny() throws Exception {
        assertThat(run("""
                scenarios about,MoneyLot
                scenario,form,currency,expect refusal
                a,CASH,USD,any
                b,CREDIT,EUR,euro are taken in cash only
                c,CASH,EUR,none
                """).isGreen()).isTrue();
        assertThat(run("""
                scenarios about,MoneyLot
                scenario,form,currency,expect refusal,expect worth
                a,CASH,CRS,none,1
                """).text())
                .contains("cell D3, scenario \"a\": expected refusal none, got only credits")
                .contains("cell E3, scenario \"a\": expected worth 1, got refused: only credits");
    }

    @Test
    void faultsAreToldWithTheirCells() {
        assertThat(refusal("scenarios about,StorageLt\n"))
                .startsWith("x.scenarios.csv, cell B1: \"StorageLt\" is no fact")
                .endsWith("did you mean \"StorageLot\"?");
        assertThat(refusal("about,StorageLot\n")).contains("cell A1: want the words scenarios about");
        assertThat(refusal("scenarios about,StorageLot\nscenario,megaByte,expect wort\na,1,1\n"))
                .isEqualTo("x.scenarios.csv, cell B2: \"megaByte\" is no header of scenarios about StorageLot; did you"
                        + " mean \"megaBytes\"?\nx.scenarios.csv, cell C2: \"expect wort\" is no header of scenarios"
                        + " about StorageLot; did you mean \"expect worth\"?");
        assertThat(refusal("scenarios about,StorageLot\nscenario,units,expect worth\n"))
                .contains("\"units\" is no header");
        assertThat(refusal("scenarios about,Pricing\nscenario,category,expect split\na,STORAG,many\n"))
                .isEqualTo("x.scenarios.csv, cell B3: \"STORAG\" is none of COMPUTING_POWER, FILE, INTERNET_ACCESS,"
                        + " MEMORY, MONEY, PERIPHERAL, STORAGE; did you mean \"STORAGE\"?\nx.scenarios.csv, cell C3:"
                        + " \"expect split\" wants a whole number, not \"many\"");
        assertThat(refusal(STORAGE)).contains("cell A3: there are no scenarios");
        assertThat(refusal(STORAGE + "a,1,1,\n")).contains("cell A3: the scenario expects nothing");
        assertThat(refusal(STORAGE + ",1,1,1\n")).contains("cell A3: the scenario has no name");
        assertThat(refusal(STORAGE + "a,1,1,1\na,1,1,1\n")).contains("cell A4: row 3 has the same name");
        assertThat(refusal(STORAGE + "a,1,1,1,5\n")).contains("cell E3: \"5\" stands under no header");
        assertThat(refusal(STORAGE + "a,0,1,1\n")).contains("cell A3: there can be no such StorageLot: megaBytes");
        assertThat(refusal("scenarios about,StorageLot\nscenario,usageDays,usageHours,expect worth\na,1,1,1\n"))
                .contains(
                        "cell A3: there can be no such StorageLot: the row may say only one of usageDays, usageHours");
    }

    @Test
    void everyFieldOfTheGlossaryCanBeGivenOrFollowsFromOthers() {
        // A TradedLot is any lot; scenarios are about one.
        Set<String> facts = new HashSet<>();
        Glossary.entries().stream().map(Glossary.FactEntry::fact).forEach(facts::add);
        facts.remove("TradedLot");
        assertThat(Subject.facts()).containsExactlyInAnyOrderElementsOf(facts);
        Glossary.entries().stream()
                .filter(entry -> facts.contains(entry.fact()))
                .forEach(entry -> {
                    Set<String> given = new HashSet<>(
                            Subject.of(entry.fact()).orElseThrow().given().keySet());
                    if (entry.fact().endsWith("Lot")) {
                        given.addAll(LotSubjects.DERIVED);
                    }
                    assertThat(given)
                            .containsExactlyInAnyOrderElementsOf(entry.fields().stream()
                                    .map(Glossary.FieldEntry::field)
                                    .toList());
                });
    }

    @Test
    void scenariosTravelWithTheVersionAndSayNothing() throws Exception {
        byte[] rules =
                bytes("package policies\nimport org.dcrbs.rules.facts.*\nrule \"r\" when $l : MemoryLot() then end");
        PolicySet bare = PolicySet.of("own", Map.of("a.drl", rules));
        PolicySet tested = PolicySet.of("own", Map.of("a.drl", rules, "x.scenarios.csv", bytes(STORAGE + "a,1,1,1\n")));

        assertThat(tested.rules()).isEqualTo(bare.rules());
        assertThat(tested.files()).containsKey("x.scenarios.csv");
        assertThat(tested.version()).isNotEqualTo(bare.version());
    }

    @Test
    void scenariosAloneAreNoPolicies() {
        assertThat(catchThrowableOfType(
                        PolicyException.class,
                        () -> PolicySet.of("own", Map.of("x.scenarios.csv", bytes(STORAGE + "a,1,1,1\n")))))
                .hasMessageContaining("no .drl file");
    }

    private static ScenarioReport run(String text) throws PolicyException {
        return read(text).run(PolicySet.shipped());
    }

    private static String refusal(String text) {
        PolicyException refusal = catchThrowableOfType(PolicyException.class, () -> read(text));
        assertThat(refusal).isNotNull();
        return refusal.getMessage();
    }

    private static Scenarios read(String text) throws PolicyException {
        return Scenarios.read(Map.of("x.scenarios.csv", bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
