package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.rules.Samples.HOUR;
import static org.dcrbs.rules.Samples.MONTH;
import static org.dcrbs.rules.Samples.demand;
import static org.dcrbs.rules.Samples.file;
import static org.dcrbs.rules.Samples.offer;
import static org.dcrbs.rules.Samples.valued;

import java.util.Optional;
import org.dcrbs.market.Appraisal.Unvalued;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Credits;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.InternetAccess.Medium;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Money;
import org.dcrbs.market.Money.Form;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Peripheral.Kind;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.junit.jupiter.api.Test;

/** Each shipped rule, by a figure that can be checked by hand. */
class ShippedValuationTest {
    @Test
    void anyProcessorCostsFourMilliCreditsAnHour() {
        assertThat(worth(demand(new ComputingPower(1000, 0, 0), HOUR))).isEqualTo("0.004");
    }

    @Test
    void integerSpeedCostsEightMilliCreditsForEachTenThousandMips() {
        assertThat(worth(offer(new ComputingPower(1000, 20_000, 0), HOUR))).isEqualTo("0.02");
    }

    @Test
    void floatingPointSpeedCostsEightMilliCreditsForEachTwoThousandMflops() {
        assertThat(worth(offer(new ComputingPower(1000, 10_000, 2_000), HOUR))).isEqualTo("0.02");
    }

    @Test
    void halfAProcessorForTwoHoursTwiceOverIsWorthTwoProcessorHours() {
        ComputingPower half = new ComputingPower(500, 10_000, 2_000);
        assertThat(worth(offer(half, 2, HOUR.multipliedBy(2), Optional.empty())))
                .isEqualTo("0.04");
    }

    @Test
    void aGigabyteOfAnyMemoryCostsFourMilliCreditsAnHour() {
        assertThat(worth(offer(new Memory(1000, 0, 0), HOUR))).isEqualTo("0.004");
    }

    @Test
    void memoryFastToReadCostsATenthMoreForEachHalving() {
        assertThat(worth(offer(new Memory(1_000_000, 50, 0), HOUR))).isEqualTo("4.8");
    }

    @Test
    void memoryFastToWriteCostsATenthMoreForEachHalving() {
        assertThat(worth(offer(new Memory(1_000_000, 0, 100), HOUR))).isEqualTo("4.4");
    }

    @Test
    void aGigabyteOfAnyStorageCostsThreeHundredthsOfACreditAMonth() {
        assertThat(worth(offer(new Storage(1000, 0, 0, 0), MONTH))).isEqualTo("0.03");
    }

    @Test
    void storageOfShortAccessCostsATenthMoreForEachHalving() {
        assertThat(worth(offer(new Storage(1_000_000, 2_500, 0, 0), MONTH))).isEqualTo("36");
    }

    @Test
    void storageFastToReadCostsATwentiethMoreForEachHalving() {
        assertThat(worth(offer(new Storage(1_000_000, 0, 5_000, 0), MONTH))).isEqualTo("31.5");
    }

    @Test
    void storageFastToWriteCostsATwentiethMoreForEachHalving() {
        assertThat(worth(offer(new Storage(1_000_000, 0, 0, 2_500), MONTH))).isEqualTo("33");
    }

    @Test
    void printerScannerAndCameraHaveRatesOfTheirOwn() {
        assertThat(worth(offer(new Peripheral(Kind.PRINTER, 150, 0, 0), HOUR))).isEqualTo("0.08");
        assertThat(worth(offer(new Peripheral(Kind.SCANNER, 150, 0, 0), HOUR))).isEqualTo("0.06");
        assertThat(worth(offer(new Peripheral(Kind.CAMERA, 150, 0, 0), HOUR))).isEqualTo("0.1");
    }

    @Test
    void aPrinterOfTwentyPagesAMinuteCostsAFifthOfACreditAnHour() {
        assertThat(worth(offer(new Peripheral(Kind.PRINTER, 150, 1, 20), HOUR))).isEqualTo("0.2");
    }

    @Test
    void aPeripheralOfFinerResolutionCostsATenthMoreForEachDoubling() {
        assertThat(worth(offer(new Peripheral(Kind.PRINTER, 600, 1, 20), HOUR))).isEqualTo("0.24");
    }

    @Test
    void aPeripheralOfDeeperColourCostsATenthMoreForEachDoubling() {
        assertThat(worth(offer(new Peripheral(Kind.CAMERA, 150, 16, 0), HOUR))).isEqualTo("0.14");
    }

    @Test
    void aFileCostsHalfACreditACopyHoweverLongItIsUsed() {
        assertThat(worth(demand(file("", "", "", "", 0), HOUR))).isEqualTo("0.5");
        assertThat(worth(demand(file("", "", "", "", 0), MONTH))).isEqualTo("0.5");
        assertThat(worth(offer(file("", "", "", "", 250_000_000), 3, HOUR, Optional.empty())))
                .isEqualTo("3");
    }

    @Test
    void aProgramIsWorthTwiceAsMuch() {
        assertThat(worth(demand(file("", "", "Simulation Program", "", 0), HOUR)))
                .isEqualTo("1");
    }

    @Test
    void dataAreWorthHalfAsMuchAgain() {
        assertThat(worth(demand(file("", "", "Map of the city", "", 0), HOUR))).isEqualTo("0.75");
    }

    @Test
    void aFileWithAnObjectiveIsWorthATenthMore() {
        assertThat(worth(demand(file("", "teach", "", "", 0), HOUR))).isEqualTo("0.55");
    }

    @Test
    void aFileForProfessionalsIsWorthThreeTenthsMore() {
        assertThat(worth(demand(file("Civil Engineers", "", "", "", 0), HOUR))).isEqualTo("0.65");
    }

    @Test
    void aFileForAStatedEnvironmentIsWorthAFifthMore() {
        assertThat(worth(demand(file("", "", "", "Linux", 0), HOUR))).isEqualTo("0.6");
    }

    @Test
    void aMegabitASecondCostsThreeMilliCreditsAnHourAndTwoMoreIfItIsTrue() {
        assertThat(worth(offer(new InternetAccess(Medium.DSL, 1000, 0, 0), HOUR)))
                .isEqualTo("0.003");
        assertThat(worth(offer(new InternetAccess(Medium.DSL, 1000, 0, 1000), HOUR)))
                .isEqualTo("0.005");
        assertThat(worth(offer(new InternetAccess(Medium.DSL, 1000, 0, 500), HOUR)))
                .isEqualTo("0.004");
    }

    @Test
    void internetAccessCostsMoreTheSeldomerItIsDown() {
        assertThat(worth(offer(new InternetAccess(Medium.DSL, 1_000_000, 900, 0), HOUR)))
                .isEqualTo("3");
        assertThat(worth(offer(new InternetAccess(Medium.DSL, 1_000_000, 950, 0), HOUR)))
                .isEqualTo("3.3");
        assertThat(worth(offer(new InternetAccess(Medium.DSL, 1_000_000, 990, 0), HOUR)))
                .isEqualTo("3.84");
        assertThat(worth(offer(new InternetAccess(Medium.DSL, 1_000_000, 999, 0), HOUR)))
                .isEqualTo("4.494");
    }

    @Test
    void fibreCostsAFifthMoreAndCableATenth() {
        assertThat(worth(offer(new InternetAccess(Medium.FIBRE, 1_000_000, 0, 0), HOUR)))
                .isEqualTo("3.6");
        assertThat(worth(offer(new InternetAccess(Medium.CABLE, 1_000_000, 0, 0), HOUR)))
                .isEqualTo("3.3");
        assertThat(worth(offer(new InternetAccess(Medium.LAN, 1_000_000, 0, 0), HOUR)))
                .isEqualTo("3.3");
    }

    @Test
    void creditsOfAnyFormAreWorthThemselvesAndNobodyGivesMoreOrTakesLess() {
        for (Form form : Form.values()) {
            Valuation offered = valued(offer(new Money(form, "CR", 12_345_678), HOUR));
            Valuation required = valued(demand(new Money(form, "CR", 12_345_678), HOUR));
            assertThat(offered.worth()).isEqualTo(offered.limit()).hasToString("12.345678");
            assertThat(required.worth()).isEqualTo(required.limit()).hasToString("12.345678");
        }
    }

    @Test
    void aEuroInCashIsACreditAndNoOtherEuroIsTaken() {
        assertThat(worth(offer(new Money(Form.CASH, "EUR", 5_000_000), HOUR))).isEqualTo("5");
        assertThat(refusal(new Money(Form.SWEEPSTAKES, "EUR", 5_000_000))).contains("in cash only");
    }

    @Test
    void otherCurrenciesAreRefusedWithAReason() {
        assertThat(refusal(new Money(Form.CASH, "USD", 5_000_000))).contains("no rate for this currency");
    }

    @Test
    void aGiverTakesHalfOfTheWorthAtLeastUnlessHeAsks() {
        ComputingPower power = new ComputingPower(1000, 10_000, 2_000);
        assertThat(valued(offer(power, HOUR)).limit()).hasToString("0.01");
        assertThat(valued(offer(power, 1, HOUR, Optional.of(Credits.of(7)))).limit())
                .hasToString("7");
    }

    @Test
    void aTakerGivesOneAndAHalfTimesTheWorthAtMostUnlessHeBids() {
        ComputingPower power = new ComputingPower(1000, 10_000, 2_000);
        assertThat(valued(demand(power, HOUR)).limit()).hasToString("0.03");
        assertThat(valued(demand(power, HOUR, Optional.of(Credits.of(7)))).limit())
                .hasToString("7");
    }

    @Test
    void theLimitsOfFilesAreWideForTheyAreNegotiated() {
        assertThat(valued(offer(file("", "", "", "", 250_000_000), HOUR)).limit())
                .hasToString("0.3");
        assertThat(valued(demand(file("", "", "", "", 250_000_000), HOUR)).limit())
                .hasToString("2.5");
    }

    @Test
    void aValuationNamesItsRulesAndTheirVersion() {
        Valuation valuation = valued(offer(new Memory(1000, 0, 50), HOUR));
        assertThat(valuation.rules()).containsExactly("Memory: any", "Memory: fast to write");
        assertThat(valuation.policyVersion())
                .isEqualTo(PolicySet.shipped().version())
                .matches("shipped-[0-9a-f]{8}");
    }

    private static String worth(org.dcrbs.market.Offer offer) {
        return valued(offer).worth().toString();
    }

    private static String worth(org.dcrbs.market.Demand demand) {
        return valued(demand).worth().toString();
    }

    private static String refusal(Spec spec) {
        return ((Unvalued) Samples.appraised(PolicySet.shipped(), offer(spec, HOUR))).reason();
    }
}
