package org.dcrbs.peer.direct;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.buy.NoDealException;
import org.dcrbs.peer.direct.buy.Wish;
import org.dcrbs.peer.direct.line.Asker;
import org.dcrbs.peer.direct.line.SteadyLine;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.Envelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The line breaks at each question from the contract on, before the question arrives or after it was answered, and both
 * nodes lose what they had in memory. Whatever then came of it, both books say the same.
 */
@Timeout(180)
class VanishingPartnerTest {
    private static final byte[] MAP = DirectTradeTest.bytes(1, 600_000);
    private static final byte[] FONT = DirectTradeTest.bytes(2, 9_000);
    /** Contract; asking for the font's state, sending it, its receipt; two pieces of the map, its receipt. */
    private static final int QUESTIONS = 7;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "0,false", "0,true", "1,false", "1,true", "2,false", "2,true", "3,false", "3,true", "4,false", "4,true",
        "5,false", "5,true", "6,false", "6,true", "7,false"
    })
    void theBooksOfBothEndInTheSameStateAndNothingIsDoneTwice(int question, boolean answered) throws Exception {
        try (TestNode studio = new TestNode(folder, "studio", Clock.systemUTC());
                TestNode school = new TestNode(folder, "school", Clock.systemUTC())) {
            prepare(studio, school);

            boolean broke = buy(school, studio, TestNode.barter("map", "font"), question, answered);
            assertThat(broke).isEqualTo(question < QUESTIONS);
            studio.restart();
            school.restart();
            resume(school, studio);

            // The one place where nothing comes of it: the other side never saw the contract, and has forgotten the
            // talk.
            boolean traded = question > 0 || answered;
            check(studio, school, traded);
            resume(school, studio);
            check(studio, school, traded);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aWorkUnitIsBookedOnceWhereverTheLineBreaks(int question) throws Exception {
        try (TestNode studio = new TestNode(folder, "studio", Clock.systemUTC());
                TestNode school = new TestNode(folder, "school", Clock.systemUTC())) {
            prepare(studio, school);

            assertThat(buy(school, studio, primes(), question, true)).isTrue();
            studio.restart();
            school.restart();
            resume(school, studio);
            resume(school, studio);

            assertThat(TestNode.differences(studio, school)).isEmpty();
            Entry entry = studio.node().books().all().get(0);
            assertThat(entry.settled()).isTrue();
            assertThat(studio.balance(school)).isEqualTo(entry.contract().worth(1));
            assertThat(school.filesReceived()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotDeliveredInTimeIsOwedByNobody() throws Exception {
        SetBack clock = new SetBack(Duration.ofDays(2));
        try (TestNode studio = new TestNode(folder, "studio", clock);
                TestNode school = new TestNode(folder, "school", clock)) {
            prepare(studio, school);
            assertThat(buy(school, studio, TestNode.barter("map", "font"), 2, false))
                    .isTrue();

            clock.by = Duration.ZERO;
            studio.restart();
            school.restart();
            resume(school, studio);

            for (TestNode node : List.of(studio, school)) {
                Entry entry = node.node().books().all().get(0);
                assertThat(entry.signedByBoth()).isTrue();
                assertThat(entry.state(clock.instant())).startsWith("lapsed: not all was delivered by");
            }
            assertThat(studio.balance(school)).isEqualTo(Credits.ZERO);
            assertThat(TestNode.differences(studio, school)).isEmpty();
        }
    }

    private static void check(TestNode studio, TestNode school, boolean traded) throws IOException {
        assertThat(TestNode.differences(studio, school)).isEmpty();
        assertThat(school.balance(studio)).isEqualTo(studio.balance(school).negate());
        Entry entry = school.node().books().all().get(0);
        assertThat(entry.settled()).isEqualTo(traded);
        assertThat(entry.lapsed().isEmpty()).isEqualTo(traded);
        assertThat(school.filesReceived()).isEqualTo(traded ? 1 : 0);
        assertThat(studio.filesReceived()).isEqualTo(traded ? 1 : 0);
        Credits difference =
                traded ? entry.contract().worth(1).minus(entry.contract().worth(2)) : Credits.ZERO;
        assertThat(studio.balance(school)).isEqualTo(difference);
        if (traded) {
            assertThat(school.received("map.svg")).isEqualTo(MAP);
            assertThat(studio.received("font.ttf")).isEqualTo(FONT);
        }
    }

    private static void prepare(TestNode studio, TestNode school) throws IOException {
        studio.file("map.svg", MAP);
        studio.offers("""
                {"offers":[{"id":"map","path":"map.svg","spec":{"category":"FILE"},"ask":"0.5","list":"5"},
                  {"id":"cpu","spec":{"category":"COMPUTING_POWER","milliProcessors":1000,"mips":9000}}],
                 "wants":[{"spec":{"category":"FILE"}}]}
                """);
        school.file("font.ttf", FONT);
        school.offers("{\"offers\":[{\"id\":\"font\",\"path\":\"font.ttf\",\"spec\":{\"category\":\"FILE\"}}]}");
        studio.serve();
        studio.knows(school, "10");
        school.knows(studio, "10");
    }

    private static Wish primes() throws IOException {
        byte[] module = Files.readAllBytes(Path.of("..", "data-samples", "work", "primes.wasm"));
        return new Wish(
                "cpu",
                Optional.of(Credits.of(5)),
                Optional.empty(),
                Optional.of(new Wish.Work(
                        ByteString.copyFrom(module), ByteString.fromHex("000000000000000010270000"), 1000, 30)),
                Duration.ofMinutes(5));
    }

    private static boolean buy(TestNode school, TestNode studio, Wish wish, int question, boolean answered)
            throws IOException, NoDealException {
        try (SteadyLine line = school.line(studio)) {
            school.buyer(studio, new Breaking(line, question, answered)).buy(wish, Optional.empty());
            return false;
        } catch (LineLostException broken) {
            return true;
        }
    }

    private static void resume(TestNode school, TestNode studio) throws IOException, NoDealException {
        try (SteadyLine line = school.line(studio)) {
            school.buyer(studio, line).resume();
        }
    }

    /** Runs, but behind. */
    private static final class SetBack extends Clock {
        private volatile Duration by;

        SetBack(Duration by) {
            this.by = by;
        }

        @Override
        public Instant instant() {
            return Instant.now().minus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Breaks at that question, counted from the contract. */
    private static final class Breaking implements Asker {
        private final Asker line;
        private final int at;
        private final boolean answered;
        private int asked = -1;

        Breaking(Asker line, int at, boolean answered) {
            this.line = line;
            this.at = at;
            this.answered = answered;
        }

        @Override
        public Envelope ask(DirectMessage question) throws LineLostException, RefusedException {
            asked += asked >= 0 || question.hasContract() ? 1 : 0;
            boolean breaks = asked == at;
            if (breaks && !answered) {
                throw new LineLostException("broken before the question");
            }
            Envelope answer = line.ask(question);
            if (breaks) {
                throw new LineLostException("broken before the answer");
            }
            return answer;
        }
    }
}
