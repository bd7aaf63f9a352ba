package org.dcrbs.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {
    private static final String SHA256 = "ab".repeat(32);
    private static final String SITE = "http://a.example/";
    private static final Credits DEBT = Credits.of(-1);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nonsenseIsRefusedInWords(String words, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(words);
    }

    static Stream<Arguments> nonsenseIsRefusedInWords() {
        Requirement twice = Samples.requirement("disk");
        return Stream.of(
                refused("milliProcessors is 0; want 1 to", () -> new ComputingPower(0, 1, 1)),
                refused("mips is -1", () -> new ComputingPower(1, -1, 1)),
                refused("mflops is -1", () -> new ComputingPower(1, 1, -1)),
                refused("megaBytes is 0", () -> new Memory(0, 1, 1)),
                refused("readNanos is -5", () -> new Memory(1, -5, 1)),
                refused("writeNanos is 1000000001", () -> new Memory(1, 1, 1_000_000_001)),
                refused("megaBytes is -1", () -> new Storage(-1, 0, 0, 0)),
                refused("accessMicros is -1", () -> new Storage(1, -1, 0, 0)),
                refused("readMicrosPerMegaByte is -1", () -> new Storage(1, 0, -1, 0)),
                refused("writeMicrosPerMegaByte is -1", () -> new Storage(1, 0, 0, -1)),
                refused("resolutionDpi is -1", () -> new Peripheral(Peripheral.Kind.CAMERA, -1, 0, 0)),
                refused("colourBits is 257", () -> new Peripheral(Peripheral.Kind.CAMERA, 0, 257, 0)),
                refused("unitsPerMinute is -1", () -> new Peripheral(Peripheral.Kind.CAMERA, 0, 0, -1)),
                refused("bytes is -1", () -> file("a", -1, SHA256)),
                refused("sha256 \"ABC\": want 64 hexadecimal digits", () -> file("a", 1, "ABC")),
                refused("name has 201 characters; 200 at most", () -> file("a".repeat(201), 1, SHA256)),
                refused("name has a control character: \"a?b\"", () -> file("a\u0007b", 1, SHA256)),
                refused("kilobitsPerSecond is 0", () -> line(InternetAccess.Medium.DSL, 0, 0, 0)),
                refused("availabilityPermille is 1001", () -> line(InternetAccess.Medium.DSL, 1, 1001, 0)),
                refused("trueKilobitsPerSecond is -1", () -> line(InternetAccess.Medium.DSL, 1, 0, -1)),
                refused("currency \"eur\"", () -> new Money(Money.Form.CASH, "eur", 1)),
                refused("amount is 0", () -> new Money(Money.Form.CASH, "EUR", 0)),
                refused("party id \"a+b\"", () -> new PartyId("a+b")),
                refused("party id \"\"", () -> new PartyId("")),
                refused("want 1 to 64", () -> new PartyId("a".repeat(65))),
                refused("listing id \"../etc\"", () -> new ListingId("../etc")),
                refused("want 1 to 120", () -> new ListingId("a".repeat(121))),
                refused("round id \" \"", () -> new RoundId(" ")),
                refused("contract id \"-\"", () -> new ContractId("-")),
                refused("transfer id \"a?b\"", () -> new TransferId("a\nb")),
                refused("leg id \"\"", () -> new Leg("", Samples.leg(1, 1).pairing())),
                refused("constraint has 2001 characters", () -> new Constraint("a".repeat(2001))),
                refused("65 attributes; 64 at most", () -> new Attributes(attributes(65))),
                refused("attribute name \"a b\"", () -> new Attributes(Map.of("a b", "x"))),
                refused("attribute a has 501 characters", () -> new Attributes(Map.of("a", "x".repeat(501)))),
                refused("ends before it begins", () -> new Window(Samples.NOON, Samples.NOON)),
                refused("want whole seconds", () -> new Window(Samples.NOON.plusNanos(1), Samples.NOON.plusSeconds(9))),
                refused(
                        "window seconds is",
                        () -> new Window(Samples.NOON, Samples.NOON.plusSeconds(11L * 366 * 24 * 3600))),
                refused("copies is 0", () -> Samples.offer(Samples.MEMORY, 0, Optional.empty())),
                refused("offer o-1: ask -1 is negative", () -> Samples.offer(Samples.MEMORY, 1, Optional.of(DEBT))),
                refused(
                        "neither MIPS nor MFLOPS is known",
                        () -> Samples.offer(new ComputingPower(1000, 0, 0), 1, Optional.empty())),
                refused("are too many", () -> Samples.offer(Samples.muchMoney(), 1_000_000, Optional.empty())),
                refused(
                        "its size and SHA-256 are not given",
                        () -> Samples.offer(file("a", 1, ""), 1, Optional.empty())),
                refused("the file has no name", () -> Samples.offer(file(" ", 1, SHA256), 1, Optional.empty())),
                refused(
                        "the resolution is not known",
                        () -> Samples.offer(new Peripheral(Peripheral.Kind.PRINTER, 0, 1, 1), 1, Optional.empty())),
                refused(
                        "the medium is not given",
                        () -> Samples.offer(line(InternetAccess.Medium.ANY, 1, 0, 0), 1, Optional.empty())),
                refused("requirements of demand d-1 is 0", () -> Samples.demand(List.of(), false, false)),
                refused(
                        "requirements of demand d-1 is 65",
                        () -> Samples.demand(Collections.nCopies(65, twice), false, false)),
                refused(
                        "demand d-1: two requirements are named disk",
                        () -> Samples.demand(List.of(twice, twice), false, false)),
                refused(
                        "can't be both the same and distinct",
                        () -> Samples.demand(List.of(twice, Samples.requirement("ram")), true, true)),
                refused(
                        "requirement ram: bid -1 is negative",
                        () -> new Requirement(
                                "ram",
                                Samples.MEMORY,
                                Samples.HOUR,
                                Constraint.NONE,
                                Optional.of(DEBT),
                                Optional.empty())),
                refused(
                        "requirement ram: a job of peripheral on memory",
                        () -> new Requirement(
                                "ram",
                                Samples.MEMORY,
                                Samples.HOUR,
                                Constraint.NONE,
                                Optional.empty(),
                                Optional.of(new Job.Print(SHA256)))),
                refused("inputs is 0", () -> new Job.Compute(SHA256, List.of(), 1, 1, 1, 1)),
                refused("moduleSha256 \"x\"", () -> new Job.Compute("x", List.of(""), 1, 1, 1, 1)),
                refused("input of a unit", () -> new Job.Compute(SHA256, List.of("0"), 1, 1, 1, 1)),
                refused("cpuMillis is 0", () -> new Job.Compute(SHA256, List.of(""), 1, 0, 1, 1)),
                refused("redundancy is 6", () -> new Job.Compute(SHA256, List.of(""), 1, 1, 1, 6)),
                refused("documentSha256 \"x\"", () -> new Job.Print("x")),
                refused("requests is 100001", () -> new Job.LoadTest(SITE, 100_001, 50, 1)),
                refused("ratePerSecond is 51", () -> new Job.LoadTest(SITE, 1, 51, 1)),
                refused("concurrency is 65", () -> new Job.LoadTest(SITE, 1, 1, 65)),
                refused("pages is 10001", () -> new Job.Spider(SITE, 10_001, 1)),
                refused("depth is 21", () -> new Job.Spider(SITE, 1, 21)),
                refused("url \"ftp://a.example/\": want http://", () -> new Job.Spider("ftp://a.example/", 1, 1)),
                refused("url \"http:///x\"", () -> new Job.Spider("http:///x", 1, 1)),
                refused("without user info", () -> new Job.Spider("http://u:p@a.example/", 1, 1)),
                refused("without user info", () -> new Job.Spider("http://a.example/#part", 1, 1)),
                refused("url \"http://a.example:65536/\"", () -> new Job.Spider("http://a.example:65536/", 1, 1)),
                refused("url \"http://a.example/%zz\"", () -> new Job.Spider("http://a.example/%zz", 1, 1)),
                refused("url \"http://a.example/a b\"", () -> new Job.Spider("http://a.example/a b", 1, 1)),
                refused("url has 2017 characters", () -> new Job.Spider(SITE + "x".repeat(2000), 1, 1)),
                refused(
                        "requirement net: its job takes 3601 s at the least, and its window has 3600",
                        () -> new Requirement(
                                "net",
                                new InternetAccess(InternetAccess.Medium.ANY, 1000, 0, 0),
                                Samples.HOUR,
                                Constraint.NONE,
                                Optional.empty(),
                                Optional.of(new Job.LoadTest(SITE, 3601, 1, 1)))),
                refused(
                        "party ann: credit limit -1 is negative",
                        () -> new Party(Samples.ANN, Party.Role.PEER, "Ann", DEBT, Optional.empty())),
                refused(
                        "party ann: barter tolerance -1 is negative",
                        () -> new Party(Samples.ANN, Party.Role.PEER, "Ann", Credits.ZERO, Optional.of(DEBT))),
                refused("commission of ann: -1 is negative", () -> new Commission(Samples.ANN, DEBT)),
                refused("demand d-1, memory: ann serves itself", () -> Samples.leg(1, Samples.ANN, Samples.ANN, 1)),
                refused("worth 3 is not between the reserve 0 and the value 2", () -> pairing(3)),
                refused("worth -1 is not between", () -> pairing(-1)),
                refused("no legs", () -> Samples.terms(List.of(), List.of())),
                refused(
                        "two legs are named",
                        () -> Samples.terms(List.of(Samples.leg(1, 1), Samples.leg(1, 2)), List.of())),
                refused(
                        "not two parties",
                        () -> Samples.terms(
                                List.of(Samples.leg(1, 1), Samples.leg(2, Samples.ANN, new PartyId("cid"), 1)),
                                List.of())),
                refused(
                        "commission of cid, who is no party to it",
                        () -> Samples.terms(
                                List.of(Samples.leg(1, 1)),
                                List.of(new Commission(new PartyId("cid"), Credits.ZERO)))));
    }

    @Test
    void whatIsGivenIsCopied() {
        List<Requirement> mine = new ArrayList<>(List.of(Samples.requirement("ram")));
        Demand demand = Samples.demand(mine, false, false);

        mine.clear();

        assertThat(demand.requirements()).hasSize(1);
    }

    @Test
    void aWindowContainsItselfAndOverlapsOnlyWhatSharesASecondWithIt() {
        Window next = new Window(Samples.HOUR.until(), Samples.HOUR.until().plusSeconds(1));

        assertThat(Samples.HOUR.contains(Samples.HOUR)).isTrue();
        assertThat(Samples.HOUR.contains(next)).isFalse();
        assertThat(Samples.HOUR.overlaps(next)).isFalse();
        assertThat(new Window(Samples.NOON, next.until()).overlaps(next)).isTrue();
        assertThat(Samples.HOUR.seconds()).isEqualTo(3600);
    }

    @Test
    void anAccountIsFoundByItsKey() {
        for (Account account : List.of(
                new Account.OfParty(Samples.ANN),
                new Account.Escrow(Samples.CONTRACT),
                new Account.Purse(Money.Form.CASH, "EUR", Samples.ANN))) {
            assertThat(Account.of(account.key())).isEqualTo(account);
        }
        assertThatThrownBy(() -> Account.of("ann"))
                .hasMessage("account \"ann\": want party:ID, escrow:ID or purse:FORM.CURRENCY:ID");
    }

    private static Arguments refused(String words, ThrowingCallable making) {
        return arguments(words, making);
    }

    private static FileHeader file(String name, long bytes, String sha256) {
        return new FileHeader(name, "", "", "", "", bytes, sha256);
    }

    private static InternetAccess line(InternetAccess.Medium medium, long rate, long availability, long throughput) {
        return new InternetAccess(medium, rate, availability, throughput);
    }

    private static Pairing pairing(long worth) {
        return new Pairing(
                new ListingId("d-1"),
                "memory",
                Samples.BOB,
                new ListingId("o-1"),
                Samples.ANN,
                Samples.MEMORY,
                Samples.HOUR,
                Credits.of(2),
                Credits.ZERO,
                Credits.of(worth));
    }

    private static Map<String, String> attributes(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "a" + i, i -> ""));
    }

    @Test
    void aDemandClosesWithTheFirstOfItsRequirements() {
        Requirement later = new Requirement(
                "later",
                Samples.MEMORY,
                new Window(Samples.NOON, Samples.HOUR.until().plusSeconds(60)),
                Constraint.NONE,
                Optional.empty(),
                Optional.empty());

        assertThat(Samples.demand(List.of(later, Samples.requirement("ram")), false, false)
                        .closes())
                .isEqualTo(Samples.HOUR.until());
    }
}
