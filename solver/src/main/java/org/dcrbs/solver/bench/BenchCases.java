package org.dcrbs.solver.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.bench.StandardMarket.Money;

/**
 * The cases of the benchmark by name.
 *
 * @param data the folder of published instances, if there is one
 * @param seed makes other markets, and other searches
 * @param timeScale all times times this
 * @param sizeScale all sizes of made-up problems times this
 */
public record BenchCases(Optional<Path> data, long seed, double timeScale, double sizeScale) {
    private static final List<String> NAMES =
            List.of("assignment", "flow", "gap", "cycles", "10k-credit", "10k-tight", "100k-credit", "1m-credit");
    private static final Set<Way> ALL = EnumSet.allOf(Way.class);

    public BenchCases {
        if (!(timeScale > 0 && sizeScale > 0)) {
            throw new IllegalArgumentException("scales of " + timeScale + " and " + sizeScale + " are not above 0");
        }
    }

    public static List<String> names() {
        return NAMES;
    }

    /** The case of that name; nothing if there is none. */
    public Optional<BenchCase> named(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "assignment" -> assignment();
                    case "flow" -> flow();
                    case "gap" ->
                        published(
                                name,
                                "Generalised assignment at least cost: published instances with known optima.",
                                new PublishedTrials(data, seconds(15)).generalised());
                    case "cycles" ->
                        published(
                                name,
                                "Kidney exchanges and barter graphs with a cap on cycles: published instances with known optima.",
                                new PublishedTrials(data, seconds(10))
                                        .prefLib()
                                        .trimble()
                                        .barter());
                    case "10k-credit" -> market(name, 10_000, Money.CREDIT, ALL, 60);
                    case "10k-tight" -> market(name, 10_000, Money.TIGHT, ALL, 60);
                    case "100k-credit" -> market(name, 100_000, Money.CREDIT, ALL, 60, 180);
                    case "1m-credit" ->
                        market(name, 1_000_000, Money.CREDIT, EnumSet.of(Way.FIRST_COME, Way.SOLVER), 900);
                    default -> null;
                });
    }

    private BenchCase assignment() {
        PublishedTrials published = new PublishedTrials(data, seconds(15)).assignment();
        published.trials().add(madeUp("dense, " + size(1_000), 60, () -> MadeUp.dense(size(1_000), seed)));
        return published("assignment", "Assignments: each offer can be taken once, and nothing else binds.", published);
    }

    private BenchCase flow() {
        List<Trial> trials = List.of(
                madeUp("transport, " + size(4_000), 30, () -> MadeUp.transport(size(4_000), seed)),
                madeUp("rings, " + size(2_000), 30, () -> MadeUp.rings(size(2_000), seed)));
        return new BenchCase(
                "flow",
                "Problems that are flows of least cost: offers of several units, and swaps in rings of any length.",
                List.copyOf(ALL),
                trials,
                List.of(),
                false);
    }

    private static BenchCase published(String name, String title, PublishedTrials published) {
        return new BenchCase(name, title, List.copyOf(ALL), published.trials(), published.skipped(), false);
    }

    private BenchCase market(String name, int lines, Money money, Set<Way> ways, int... seconds) {
        Supplier<PairingProblem> problem = () -> StandardMarket.of(size(lines), seed, money);
        List<Trial> trials = Arrays.stream(seconds)
                .mapToObj(each -> madeUp(
                        "%,d lines, %s s".formatted(size(lines), BenchText.number(each * timeScale)), each, problem))
                .toList();
        String title = "A made-up market of %,d lines and as many offers, %s, seed %d."
                .formatted(size(lines), money == Money.TIGHT ? "narrow budgets" : "credit", seed);
        return new BenchCase(name, title, List.copyOf(ways), trials, List.of(), true);
    }

    private Trial madeUp(String name, int seconds, Supplier<PairingProblem> problem) {
        return new Trial(name, seconds(seconds), OptionalLong.empty(), problem);
    }

    private Duration seconds(int seconds) {
        return Duration.ofMillis(Math.max(1, Math.round(1_000.0 * seconds * timeScale)));
    }

    private int size(int size) {
        return (int) Math.max(1, Math.round(size * sizeScale));
    }
}
