package org.dcrbs.rules.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Member;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Money;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.dcrbs.market.Window;
import org.dcrbs.rules.Explanation;
import org.dcrbs.rules.Field;
import org.dcrbs.rules.facts.Lots;
import org.dcrbs.rules.facts.TradedLot;

/** Scenarios about offers and requirements of the seven categories. */
final class LotSubjects {
    /** Fields that follow from others. */
    static final Set<String> DERIVED = Set.of("category", "units");

    private static final Map<String, Field> EXPECTED =
            Map.of("worth", Subject.AMOUNT, "limit", Subject.AMOUNT, Expectation.REFUSAL, Subject.TEXT);
    private static final Set<String> LENGTHS = new TreeSet<>(Set.of("usageSeconds", "usageHours", "usageDays"));
    private static final Set<String> SIDES = new TreeSet<>(Set.of("offered", "required"));
    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
    private static final long HOUR = 3600;

    private LotSubjects() {}

    static Optional<Subject> of(String fact) {
        return Optional.ofNullable(
                switch (fact) {
                    case "ComputingPowerLot" ->
                        lot(
                                fact,
                                row -> new ComputingPower(
                                        row.number("milliProcessors", 1000), row.number("mips"), row.number("mflops")));
                    case "MemoryLot" ->
                        lot(
                                fact,
                                row -> new Memory(
                                        row.number("megaBytes", 1000),
                                        row.number("readNanos"),
                                        row.number("writeNanos")));
                    case "StorageLot" ->
                        lot(
                                fact,
                                row -> new Storage(
                                        row.number("megaBytes", 1000),
                                        row.number("accessMicros"),
                                        row.number("readMicrosPerMegaByte"),
                                        row.number("writeMicrosPerMegaByte")));
                    case "PeripheralLot" ->
                        lot(
                                fact,
                                row -> new Peripheral(
                                        Peripheral.Kind.valueOf(row.wanted("kind")),
                                        row.number("resolutionDpi"),
                                        row.number("colourBits"),
                                        row.number("unitsPerMinute")));
                    case "FileLot" -> lot(fact, LotSubjects::file);
                    case "InternetAccessLot" ->
                        lot(
                                fact,
                                row -> new InternetAccess(
                                        InternetAccess.Medium.valueOf(row.text("medium", "ANY")),
                                        row.number("kilobitsPerSecond", 1000),
                                        row.number("availabilityPermille"),
                                        row.number("trueKilobitsPerSecond")));
                    case "MoneyLot" ->
                        lot(
                                fact,
                                row -> new Money(
                                        Money.Form.valueOf(row.wanted("form")),
                                        row.wanted("currency"),
                                        row.number("amount", 1_000_000)));
                    default -> null;
                });
    }

    private static FileHeader file(Row row) {
        return new FileHeader(
                row.text("name"),
                row.text("targetUser"),
                row.text("objective"),
                row.text("function"),
                row.text("environment"),
                row.number("bytes"),
                // No rule sees it, but no file can be offered without.
                "00".repeat(32));
    }

    private static Subject lot(String fact, Function<Row, Spec> spec) {
        Map<String, Field> given = new TreeMap<>(Subject.fieldsOf(fact));
        given.keySet().removeAll(DERIVED);
        return new Subject(given, EXPECTED, row -> question(row, spec.apply(row)));
    }

    private static Question question(Row row, Spec spec) {
        row.atMostOne(SIDES);
        boolean offered = row.has("required")
                ? !row.yes("required")
                : row.text("offered", "yes").equals("yes");
        return offered ? ask(offer(row, spec)) : ask(requirement(row, spec));
    }

    private static Supplier<TradedLot> offer(Row row, Spec spec) {
        Offer offer = new Offer(
                new ListingId("offer"),
                new PartyId("giver"),
                spec,
                row.number("copies", 1),
                window(row),
                Attributes.NONE,
                Constraint.NONE,
                Optional.empty());
        Circumstances in = circumstances(row, spec, offer.window(), offer.party());
        return () -> Lots.of(offer, in);
    }

    private static Supplier<TradedLot> requirement(Row row, Spec spec) {
        if (row.number("copies", 1) != 1) {
            throw new IllegalArgumentException("a requirement is one copy, not " + row.number("copies"));
        }
        Requirement requirement =
                new Requirement("requirement", spec, window(row), Constraint.NONE, Optional.empty(), Optional.empty());
        PartyId party = new PartyId("taker");
        Circumstances in = circumstances(row, spec, requirement.window(), party);
        return () -> Lots.of(requirement, party, in);
    }

    /** Unless the row says so, nothing is near. */
    private static Circumstances circumstances(Row row, Spec spec, Window window, PartyId party) {
        return new Circumstances(
                row.has("hoursAhead")
                        ? window.from().minus(Duration.ofHours(row.number("hoursAhead")))
                        : Circumstances.NONE.at(),
                Map.of(spec.category(), row.number("scarcity")),
                Map.of(
                        party,
                        new Member(
                                row.text("membership", Party.ORDINARY),
                                Credits.ZERO,
                                (int) row.number("reputation", Member.UNPROVEN),
                                Standing.GOOD)));
    }

    private static Window window(Row row) {
        row.atMostOne(LENGTHS);
        if (row.number("startHour") > 23) {
            throw new IllegalArgumentException("\"startHour\" is 0 to 23, not " + row.number("startHour"));
        }
        long seconds = row.has("usageSeconds")
                ? row.number("usageSeconds")
                : row.has("usageDays")
                        ? Math.multiplyExact(row.number("usageDays"), 24 * HOUR)
                        : Math.multiplyExact(row.number("usageHours", 1), HOUR);
        Instant from = MIDNIGHT.plusSeconds(row.number("startHour") * HOUR);
        return new Window(from, from.plusSeconds(seconds));
    }

    private static Question ask(Supplier<TradedLot> lot) {
        return policies -> {
            TradedLot fact = lot.get();
            Explanation why = policies.explain(fact);
            return new Answer(
                    fact.refusal()
                            .map(reason -> Map.of(
                                    "worth",
                                    "refused: " + reason,
                                    "limit",
                                    "refused: " + reason,
                                    Expectation.REFUSAL,
                                    reason))
                            .orElseGet(() -> Map.of(
                                    "worth",
                                    fact.worth().toString(),
                                    "limit",
                                    fact.limit().toString(),
                                    Expectation.REFUSAL,
                                    Expectation.NONE)),
                    why);
        };
    }
}
