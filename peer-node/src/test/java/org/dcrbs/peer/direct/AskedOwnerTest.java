package org.dcrbs.peer.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.buy.NoDealException;
import org.dcrbs.peer.direct.buy.Wish;
import org.dcrbs.peer.direct.desk.OwnerDesk;
import org.dcrbs.peer.direct.desk.Question;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The studio's owner makes the studio's moves; the school dials and is played by its policy. */
class AskedOwnerTest {
    @TempDir
    Path folder;

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private TestNode studio;
    private TestNode school;

    @BeforeEach
    void open() throws IOException {
        studio = new TestNode(folder, "studio", Clock.systemUTC());
        school = new TestNode(folder, "school", Clock.systemUTC());
        studio.file("map.svg", new byte[20_000]);
        studio.offers("""
                {"offers":[{"id":"map","path":"map.svg","spec":{"category":"FILE"},"ask":"1","list":"5"}]}
                """);
        studio.serveInPerson(asked::add);
        studio.knows(school, "10");
        school.knows(studio, "0");
    }

    @AfterEach
    void close() {
        studio.close();
        school.close();
    }

    @Test
    void theOwnersAskIsHeardAndTheOwnersYesEndsIt() throws Exception {
        CompletableFuture<Entry> bought = buy(Duration.ofMinutes(5));

        Question first = question();
        assertThat(first.standing()).isEmpty();
        assertThat(first.side()).isEqualTo(Side.GIVER);
        assertThat(first.limit()).isEqualTo(Credits.of(1));
        desk().answer(first, "Ida", "4");

        Entry entry = finished(bought);
        assertThat(entry.settled()).isTrue();
        assertThat(entry.contract().worth(1)).isBetween(Credits.of(1), Credits.of(4));
        assertThat(school.told)
                .anyMatch(line -> line.contains("studio thinks it over, until"))
                .anyMatch(line -> line.contains("giver studio asks 4 (Ida)"));
        assertThat(desk().questions()).isEmpty();
    }

    @Test
    void autoLeavesTheRestToPolicy() throws Exception {
        CompletableFuture<Entry> bought = buy(Duration.ofMinutes(5));

        desk().answer(question(), "Ida", "auto");

        assertThat(bought.get(60, TimeUnit.SECONDS).settled()).isTrue();
        assertThat(school.told).anyMatch(line -> line.contains("giver studio asks 5 (the automaton"));
    }

    @Test
    void noIsToldWithTheReason() throws Exception {
        CompletableFuture<Entry> bought = buy(Duration.ofMinutes(5));

        desk().answer(question(), "Ida", "no it is out of date");

        assertThatThrownBy(() -> bought.get(60, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(NoDealException.class)
                .hasRootCauseMessage("no deal: the giver said no: it is out of date");
        assertThat(studio.balance(school)).isEqualTo(Credits.ZERO);
    }

    @Test
    void aMoveThatMayNotBeMadeIsAskedForAgainWithTheReason() throws Exception {
        CompletableFuture<Entry> bought = buy(Duration.ofMinutes(5));

        desk().answer(question(), "Ida", "0.5");

        Question again = question();
        assertThat(again.remark()).contains("beyond");
        desk().answer(again, "Ida", "no");
        assertThatThrownBy(() -> bought.get(60, TimeUnit.SECONDS)).hasRootCauseInstanceOf(NoDealException.class);
    }

    @Test
    void anOwnerWhoIsSilentHasEndedIt() throws Exception {
        CompletableFuture<Entry> bought = buy(Duration.ofSeconds(1));

        assertThatThrownBy(() -> bought.get(60, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(NoDealException.class)
                .rootCause()
                .hasMessageContaining("had not answered by");
    }

    @Test
    void whatANodeAskedBeforeItWasStartedAgainIsForgotten() throws Exception {
        CompletableFuture<Entry> bought = buy(Duration.ofMinutes(5));
        Question open = question();

        studio.close();
        studio.serveInPerson(asked::add);

        assertThat(desk().questions()).noneMatch(known -> known.said() != open.said());
        assertThatThrownBy(() -> desk().question("00000000-1")).hasMessageContaining("nothing is asked here");
        assertThatThrownBy(() -> bought.get(60, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IOException.class);
    }

    private CompletableFuture<Entry> buy(Duration answerWithin) {
        Wish wish = new Wish("map", Optional.of(Credits.of(4)), Optional.empty(), Optional.empty(), answerWithin);
        return CompletableFuture.supplyAsync(() -> {
            try (var line = school.line(studio)) {
                return school.buyer(studio, line).buy(wish, Optional.empty());
            } catch (IOException | NoDealException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** The owner says yes to what is enough, and stands at the least till then. */
    private Entry finished(CompletableFuture<Entry> bought) throws Exception {
        while (true) {
            String more = asked.poll(200, TimeUnit.MILLISECONDS);
            if (more != null) {
                Question question = desk().question(more.substring(0, more.indexOf(' ')));
                boolean enough = question.standing().orElse(Credits.ZERO).compareTo(question.limit()) >= 0;
                desk().answer(question, "Ida", enough ? "yes" : question.limit().toString());
            } else if (bought.isDone()) {
                return bought.get();
            }
        }
    }

    private Question question() throws Exception {
        String line = asked.poll(60, TimeUnit.SECONDS);
        assertThat(line).as("a question to the owner").isNotNull();
        return desk().question(line.substring(0, line.indexOf(' ')));
    }

    private OwnerDesk desk() {
        return studio.node().desk();
    }
}
