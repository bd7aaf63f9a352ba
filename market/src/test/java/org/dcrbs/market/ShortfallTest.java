package org.dcrbs.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShortfallTest {
    private static final ComputingPower POWER = new ComputingPower(4000, 5000, 800);
    private static final Memory MEMORY = new Memory(1024, 80, 90);
    private static final Storage STORAGE = new Storage(1024, 100, 20, 30);
    private static final Peripheral PRINTER = new Peripheral(Peripheral.Kind.PRINTER, 600, 24, 20);
    private static final FileHeader FILE =
            new FileHeader("a.csv", "students", "teaching", "measurements", "any", 10, "ab".repeat(32));
    private static final InternetAccess LINE = new InternetAccess(InternetAccess.Medium.FIBRE, 100_000, 995, 90_000);
    private static final Money MONEY = new Money(Money.Form.CASH, "EUR", 1_000_000);

    private static final List<Spec> ALL = List.of(POWER, MEMORY, STORAGE, PRINTER, FILE, LINE, MONEY);

    static Stream<Arguments> whatFallsShortIsNamedWithBothFigures() {
        FileHeader any = new FileHeader("", "", "", "", "", 0, "");
        return Stream.of(
                arguments(new ComputingPower(1, 5001, 0), POWER, "needs 5001 MIPS, has 5000"),
                arguments(new ComputingPower(1, 0, 801), POWER, "needs 801 MFLOPS, has 800"),
                arguments(new Memory(1, 79, 0), MEMORY, "needs at most 79 ns a read, has 80"),
                arguments(new Memory(1, 0, 89), MEMORY, "needs at most 89 ns a write, has 90"),
                arguments(new Storage(1, 99, 0, 0), STORAGE, "needs at most 99 microseconds an access, has 100"),
                arguments(new Storage(1, 0, 19, 0), STORAGE, "needs at most 19 microseconds to read a MB, has 20"),
                arguments(new Storage(1, 0, 0, 29), STORAGE, "needs at most 29 microseconds to write a MB, has 30"),
                arguments(
                        new Peripheral(Peripheral.Kind.SCANNER, 0, 0, 0),
                        PRINTER,
                        "needs a device of kind \"SCANNER\", has \"PRINTER\""),
                arguments(new Peripheral(Peripheral.Kind.PRINTER, 601, 0, 0), PRINTER, "needs 601 dpi, has 600"),
                arguments(
                        new Peripheral(Peripheral.Kind.PRINTER, 0, 25, 0), PRINTER, "needs 25 bits of colour, has 24"),
                arguments(
                        new Peripheral(Peripheral.Kind.PRINTER, 0, 0, 21), PRINTER, "needs 21 units a minute, has 20"),
                arguments(file("b.csv", "", "", "", "", ""), FILE, "needs name \"b.csv\", has \"a.csv\""),
                arguments(file("", "staff", "", "", "", ""), FILE, "needs target user \"staff\", has \"students\""),
                arguments(file("", "", "fun", "", "", ""), FILE, "needs objective \"fun\", has \"teaching\""),
                arguments(file("", "", "", "game", "", ""), FILE, "needs function \"game\", has \"measurements\""),
                arguments(file("", "", "", "", "R", ""), FILE, "needs environment \"R\", has \"any\""),
                arguments(
                        file("", "", "", "", "", "cd".repeat(32)),
                        FILE,
                        "needs SHA-256 \"" + "cd".repeat(32) + "\", has \"" + "ab".repeat(32) + "\""),
                arguments(
                        new InternetAccess(InternetAccess.Medium.DSL, 1, 0, 0),
                        LINE,
                        "needs medium \"DSL\", has \"FIBRE\""),
                arguments(access(996, 0), LINE, "needs 996 per mille availability, has 995"),
                arguments(access(0, 90_001), LINE, "needs 90001 kbit/s true throughput, has 90000"),
                arguments(
                        new Money(Money.Form.CREDIT, "EUR", 1), MONEY, "needs money of form \"CREDIT\", has \"CASH\""),
                arguments(new Money(Money.Form.CASH, "USD", 1), MONEY, "needs currency \"USD\", has \"EUR\""),
                arguments(any, MEMORY, "needs file, is memory"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource
    void whatFallsShortIsNamedWithBothFigures(Spec wanted, Spec offered, String words) {
        assertThat(wanted.shortfall(offered)).contains(words);
    }

    static Stream<Arguments> whatIsNotKnownNeverSatisfiesABound() {
        return Stream.of(
                arguments(new ComputingPower(1, 1, 0), new ComputingPower(1, 0, 9), "needs 1 MIPS, has none known"),
                arguments(new ComputingPower(1, 0, 1), new ComputingPower(1, 9, 0), "needs 1 MFLOPS, has none known"),
                arguments(
                        new Memory(1, 1_000_000_000, 0),
                        new Memory(1, 0, 1),
                        "needs at most 1000000000 ns a read, has none known"),
                arguments(new Memory(1, 0, 5), new Memory(1, 1, 0), "needs at most 5 ns a write, has none known"),
                arguments(
                        new Storage(1, 5, 0, 0),
                        new Storage(1, 0, 1, 1),
                        "needs at most 5 microseconds an access, has none known"),
                arguments(
                        new Storage(1, 0, 5, 0),
                        new Storage(1, 1, 0, 1),
                        "needs at most 5 microseconds to read a MB, has none known"),
                arguments(
                        new Storage(1, 0, 0, 5),
                        new Storage(1, 1, 1, 0),
                        "needs at most 5 microseconds to write a MB, has none known"),
                arguments(
                        new Peripheral(Peripheral.Kind.PRINTER, 0, 1, 0),
                        new Peripheral(Peripheral.Kind.PRINTER, 600, 0, 0),
                        "needs 1 bits of colour, has none known"),
                arguments(
                        file("", "", "", "", "R", ""),
                        new FileHeader("a", "", "", "", "", 1, "ab".repeat(32)),
                        "needs environment \"R\", has \"\""),
                arguments(
                        access(1, 0),
                        new InternetAccess(InternetAccess.Medium.DSL, 1, 0, 0),
                        "needs 1 per mille availability, has none known"),
                arguments(
                        access(0, 1),
                        new InternetAccess(InternetAccess.Medium.DSL, 1, 0, 0),
                        "needs 1 kbit/s true throughput, has none known"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource
    void whatIsNotKnownNeverSatisfiesABound(Spec wanted, Spec offered, String words) {
        assertThat(wanted.shortfall(offered)).contains(words);
    }

    @Test
    void everySpecServesARequirementOfTheSame() {
        ALL.forEach(spec -> assertThat(spec.shortfall(spec)).as("%s", spec).isEmpty());
    }

    @Test
    void noSpecServesARequirementOfAnotherCategory() {
        for (Spec wanted : ALL) {
            for (Spec offered : ALL) {
                if (wanted != offered) {
                    assertThat(wanted.shortfall(offered))
                            .contains("needs " + wanted.category().words() + ", is "
                                    + offered.category().words());
                }
            }
        }
    }

    @Test
    void theTextOfAFileHeaderIsComparedWithoutCase() {
        assertThat(file("A.CSV", "Students", "", "", "", "").shortfall(FILE)).isEmpty();
    }

    private static FileHeader file(
            String name, String user, String objective, String function, String environment, String sha256) {
        return new FileHeader(name, user, objective, function, environment, 0, sha256);
    }

    private static InternetAccess access(long availability, long throughput) {
        return new InternetAccess(InternetAccess.Medium.ANY, 1, availability, throughput);
    }
}
