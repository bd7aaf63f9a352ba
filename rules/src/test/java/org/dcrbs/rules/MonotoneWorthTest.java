package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.InternetAccess.Medium;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Money;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faster, larger, finer, more available, longer is never cheaper; "any" is never dearer than something. */
class MonotoneWorthTest {
    private static final int PAIRS = 1500;

    /** Turns six figures, each the better the higher, into a spec; 0 is "any". */
    private interface Maker extends BiFunction<long[], Random, Spec> {}

    static Stream<Arguments> categories() {
        return Stream.of(
                of("computing power", (f, r) -> new ComputingPower(1 + f[0], f[1], f[2])),
                of("memory", (f, r) -> new Memory(1 + f[0], latency(f[1]), latency(f[2]))),
                of("storage", (f, r) -> new Storage(1 + f[0], latency(f[1]), latency(f[2]), latency(f[3]))),
                of(
                        "peripheral",
                        (f, r) -> new Peripheral(any(Peripheral.Kind.values(), r), f[0] % 9600, f[1] % 65, f[2] % 500)),
                of("file", (f, r) -> Samples.file(word(r), word(r), word(r), word(r), f[0])),
                of(
                        "internet access",
                        (f, r) -> new InternetAccess(any(Medium.values(), r), 1 + f[0], f[1] % 1001, f[2])),
                of("money", (f, r) -> new Money(Money.Form.CASH, "EUR", 1 + f[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("categories")
    void moreIsNeverCheaper(String category, Maker maker) {
        Random random = new Random(category.hashCode());
        List<Demand> lots = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            long[] figures = random.longs(4, 0, 1_000_000)
                    .map(n -> n >> random.nextInt(20))
                    .toArray();
            long seed = random.nextLong();
            Duration usage = Duration.ofSeconds(1 + random.nextInt(1_000_000));
            lots.add(Samples.demand(maker.apply(figures, new Random(seed)), usage));
            long[] more = figures.clone();
            int which = random.nextInt(5);
            if (which < 4) {
                more[which] += 1L << random.nextInt(20);
                // Figures that a maker takes modulo something must not wrap.
                more[which] = within(category, which, figures[which], more[which]);
            }
            Duration longer = which == 4 ? usage.multipliedBy(2) : usage;
            lots.add(Samples.demand(maker.apply(more, new Random(seed)), longer));
        }
        List<Credits> worths = PolicySet.shipped().appraise(lots, Circumstances.NONE).stream()
                .map(appraisal -> ((Valuation) appraisal).worth())
                .toList();
        for (int i = 0; i < worths.size(); i += 2) {
            assertThat(worths.get(i + 1))
                    .as("%s, and better than %s", lots.get(i + 1), lots.get(i))
                    .isGreaterThanOrEqualTo(worths.get(i));
        }
    }

    private static long within(String category, int which, long before, long after) {
        long modulus = switch (category) {
            case "peripheral" -> new long[] {9600, 65, 500, 1}[which];
            case "internet access" -> which == 1 ? 1001 : Long.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
        return before / modulus == after / modulus ? after : before;
    }

    private static Arguments of(String category, Maker maker) {
        return Arguments.of(category, maker);
    }

    /** 0 stays "any"; else the higher the figure the shorter the time. */
    private static long latency(long figure) {
        return figure == 0 ? 0 : 1 + 4_000_000 / figure;
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static String word(Random random) {
        return any(new String[] {"", "data", "program", "engineer", "map", "else"}, random);
    }
}
