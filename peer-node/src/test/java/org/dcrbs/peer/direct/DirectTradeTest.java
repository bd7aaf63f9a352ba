package org.dcrbs.peer.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.buy.NoDealException;
import org.dcrbs.peer.direct.buy.Wish;
import org.dcrbs.peer.direct.document.Receipt;
import org.dcrbs.peer.direct.line.SteadyLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two real nodes over loopback sockets. */
@Timeout(180)
class DirectTradeTest {
    private static final byte[] MAP = bytes(1, 1_300_000);
    private static final byte[] FONT = bytes(2, 90_000);

    @TempDir
    Path folder;

    private TestNode studio;
    private TestNode school;

    @BeforeEach
    void open() throws IOException {
        studio = new TestNode(folder, "studio", Clock.systemUTC());
        school = new TestNode(folder, "school", Clock.systemUTC());
        studio.file("map.svg", MAP);
        studio.offers("""
                {"offers":[
                  {"id":"map","path":"map.svg","spec":{"category":"FILE","function":"map"},"copies":2,"ask":"1","list":"5"},
                  {"id":"cpu","spec":{"category":"COMPUTING_POWER","milliProcessors":1000,"mips":9000},"list":"3"}],
                 "wants":[{"spec":{"category":"FILE","function":"font"},"bid":"3"}]}
                """);
        school.file("font.ttf", FONT);
        school.offers("""
                {"offers":[{"id":"font","path":"font.ttf","spec":{"category":"FILE","function":"font"},"ask":"0.5"},
                  {"id":"junk","path":"font.ttf","spec":{"category":"FILE","function":"joke"}}]}
                """);
        studio.serve();
        studio.knows(school, "10");
        school.knows(studio, "0");
    }

    @AfterEach
    void close() {
        studio.close();
        school.close();
    }

    @Test
    void aFileIsNegotiatedSignedDeliveredReceiptedAndBookedOnBothSides() throws Exception {
        Entry settled = buy(TestNode.wish("map"));

        assertThat(school.received("map.svg")).isEqualTo(MAP);
        assertThat(settled.settled()).isTrue();
        assertThat(settled.contract().worth(1)).isBetween(Credits.of(1), Credits.of(5));
        assertThat(studio.balance(school)).isEqualTo(settled.contract().worth(1));
        assertThat(school.balance(studio)).isEqualTo(settled.contract().worth(1).negate());
        assertThat(TestNode.differences(studio, school)).isEmpty();
        assertThat(school.told)
                .anyMatch(line -> line.contains("giver studio asks 5 (the automaton, by Negotiation: files)"))
                .anyMatch(line -> line.contains("taker this node bids"))
                .anyMatch(line -> line.contains("signed by both"));
    }

    @Test
    void noLimitStandsInAnybodysBooks() throws Exception {
        buy(new Wish("map", Optional.of(Credits.of(4)), Optional.empty(), Optional.empty(), Duration.ofMinutes(5)));

        assertThat(Files.readString(bookOf(studio))).doesNotContain("4000000");
        assertThat(Files.readString(bookOf(school))).doesNotContain("\"1000000\"");
    }

    @Test
    void aFileForAFileLeavesTheDifferenceInTheBooks() throws Exception {
        Entry settled = buy(TestNode.barter("map", "font"));

        assertThat(school.received("map.svg")).isEqualTo(MAP);
        assertThat(studio.received("font.ttf")).isEqualTo(FONT);
        Credits difference =
                settled.contract().worth(1).minus(settled.contract().worth(2));
        assertThat(studio.balance(school)).isEqualTo(difference);
        assertThat(school.balance(studio)).isEqualTo(difference.negate());
        assertThat(TestNode.differences(studio, school)).isEmpty();
    }

    @Test
    void aWorkUnitIsRunByThePartnerAndItsUseIsMeteredInTheReceipt() throws Exception {
        byte[] module = Files.readAllBytes(Path.of("..", "data-samples", "work", "primes.wasm"));
        byte[] input = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putInt(1_000_000)
                .array();

        Entry settled = buy(work(module, input));

        byte[] output = school.received("studio-cpu-output.bin");
        assertThat(ByteBuffer.wrap(output).order(ByteOrder.LITTLE_ENDIAN).getInt())
                .isEqualTo(78_498);
        Receipt receipt = settled.settled(1).orElseThrow().receipt();
        assertThat(receipt.cpuNanos()).isPositive();
        assertThat(receipt.owed()).isEqualTo(settled.contract().worth(1));
        assertThat(TestNode.differences(studio, school)).isEmpty();
    }

    @Test
    void aWorkUnitThatFailsIsReceiptedAsNothingAndNothingIsOwed() throws Exception {
        byte[] noModule = TestNode.utf8("this is no WebAssembly");

        Entry settled = buy(work(noModule, new byte[0]));

        assertThat(settled.settled(1).orElseThrow().receipt().done()).isFalse();
        assertThat(studio.balance(school)).isEqualTo(Credits.ZERO);
        assertThat(TestNode.differences(studio, school)).isEmpty();
    }

    @Test
    void whereNothingLiesBetweenTheLimitsTheAutomatonsPartWithoutADeal() throws Exception {
        Wish tooLow = new Wish(
                "map", Optional.of(Credits.parse("0.9")), Optional.empty(), Optional.empty(), Duration.ofMinutes(5));

        assertThatThrownBy(() -> buy(tooLow))
                .isInstanceOf(NoDealException.class)
                .hasMessageContaining("no worth is enough for the giver and not too much for the taker");
        assertThat(school.node().books().all()).isEmpty();
        assertThat(studio.node().books().all()).isEmpty();
    }

    @Test
    void whoWouldOweMoreThanTheOwnerLetsItGetsNothing() throws Exception {
        studio.knows(school, "0.000001");

        assertThatThrownBy(() -> buy(TestNode.wish("map")))
                .isInstanceOf(NoDealException.class)
                .hasMessageContaining("0.000001 is the limit here");
        assertThat(studio.node().books().all()).isEmpty();
        assertThat(school.node().books().all())
                .singleElement()
                .satisfies(entry -> assertThat(entry.lapsed()).contains("did not sign"));
        assertThat(school.filesReceived()).isZero();
        assertThat(TestNode.differences(studio, school)).isEmpty();
    }

    @Test
    void theLimitCountsWhatIsOwedAlready() throws Exception {
        Entry first = buy(TestNode.wish("map"));
        studio.knows(school, first.contract().worth(1).toString());

        assertThatThrownBy(() -> buy(TestNode.wish("map"))).hasMessageContaining("is the limit here");
        assertThat(TestNode.differences(studio, school)).isEmpty();
    }

    @Test
    void whatIsSoldOutIsNotSoldOnceMore() throws Exception {
        buy(TestNode.wish("map"));
        buy(TestNode.wish("map"));

        assertThatThrownBy(() -> buy(TestNode.wish("map"))).hasMessageContaining("all 2 of offer map are taken");
        assertThat(TestNode.differences(studio, school)).isEmpty();
    }

    @Test
    void aFileThatNobodyWantsIsNotTakenInKindWhateverPolicyThinksItIsWorth() {
        assertThatThrownBy(() -> buy(TestNode.barter("map", "junk"))).hasMessageContaining("nobody here wants");
    }

    @Test
    void theSameFileIsTakenInKindOnce() throws Exception {
        buy(TestNode.barter("map", "font"));

        assertThatThrownBy(() -> buy(TestNode.barter("map", "font"))).hasMessageContaining("was had before");
    }

    private Entry buy(Wish wish) throws IOException, NoDealException {
        try (SteadyLine line = school.line(studio)) {
            return school.buyer(studio, line).buy(wish, Optional.empty());
        }
    }

    private static Wish work(byte[] module, byte[] input) {
        return new Wish(
                "cpu",
                Optional.of(Credits.of(5)),
                Optional.empty(),
                Optional.of(new Wish.Work(ByteString.copyFrom(module), ByteString.copyFrom(input), 1000, 30)),
                Duration.ofMinutes(5));
    }

    private static Path bookOf(TestNode node) throws IOException {
        try (var files = Files.list(node.root.resolve("direct").resolve("books"))) {
            return files.findFirst().orElseThrow();
        }
    }

    static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
