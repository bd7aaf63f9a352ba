package org.dcrbs.peer.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.book.SignedReceipt;
import org.dcrbs.peer.direct.book.Statement;
import org.dcrbs.peer.direct.document.Signatures;
import org.dcrbs.peer.direct.line.SteadyLine;
import org.dcrbs.protocol.proof.OpenKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One side's books held against the other's. */
@Timeout(180)
class StatementTest {
    @TempDir
    Path folder;

    private TestNode studio;
    private TestNode school;

    @BeforeEach
    void tradeBothWays() throws Exception {
        studio = new TestNode(folder, "studio", Clock.systemUTC());
        school = new TestNode(folder, "school", Clock.systemUTC());
        for (TestNode node : List.of(studio, school)) {
            node.file("a.txt", TestNode.utf8("a file of " + node.name));
            node.offers(
                    "{\"offers\":[{\"id\":\"a\",\"path\":\"a.txt\",\"spec\":{\"category\":\"FILE\"},\"copies\":9}]}");
            node.serve();
        }
        studio.knows(school, "10");
        school.knows(studio, "10");
        buy(school, studio);
        buy(studio, school);
        buy(school, studio);
    }

    @AfterEach
    void close() {
        studio.close();
        school.close();
    }

    @Test
    void tradeInBothDirectionsComesToOneBalanceSeenFromTwoSides() throws IOException {
        Statement ofSchool = school.statement(studio);

        assertThat(ofSchool.entries()).hasSize(3);
        assertThat(ofSchool.differences(studio.node().books())).isEmpty();
        assertThat(ofSchool.balance()).isEqualTo(studio.balance(school).negate());
        Credits worth = ofSchool.entries().get(0).contract().worth(1);
        assertThat(studio.balance(school)).isEqualTo(worth);
    }

    @Test
    void aStatementThatSomebodyChangedIsRefused() throws IOException {
        String honest = new String(signed(school, studio), StandardCharsets.UTF_8);
        String owed = "\"owed\":\"" + studio.balance(school).micro() + "\"";
        assertThat(honest).contains(owed);

        String changed = honest.replaceFirst(owed, "\"owed\":\"1\"");

        assertThatThrownBy(() -> Statement.read(changed.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("is not signed by");
        assertThatThrownBy(() -> Statement.read(honest.substring(1).getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith("statement");
    }

    @Test
    void aContractThatOneSideLostIsNamed() throws IOException {
        Entry lost = studio.node().books().all().get(1);
        Files.delete(studio.root.resolve("direct").resolve("books").resolve(lost.deal() + ".json"));

        assertThat(school.statement(studio).differences(studio.node().books()))
                .anyMatch(line -> line.equals("contract " + lost.deal() + " is there, not here"))
                .anyMatch(line -> line.startsWith("here the partner owes"));
        assertThat(studio.statement(school).differences(school.node().books()))
                .contains("contract " + lost.deal() + " is here, not there");
    }

    @Test
    void aStatementAboutSomebodyElseSaysNothing() throws IOException {
        try (TestNode other = new TestNode(folder, "other", Clock.systemUTC())) {
            assertThat(school.statement(studio).differences(other.node().books()))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("not about this node"));
        }
    }

    @Test
    void aReceiptThatOnlyOneSideSignedMovesNoBalance() throws IOException {
        OpenKey partner = school.node().key().open();
        Entry settled = studio.node().books().with(partner).get(0);
        Entry half = settled.with(new SignedReceipt(
                settled.settled(1).orElseThrow().receipt(),
                Signatures.NONE.with(
                        studio.node().key().open(),
                        studio.node()
                                .key()
                                .sign(settled.settled(1).orElseThrow().receipt().bytesToSign()))));

        assertThat(half.settled()).isFalse();
        assertThat(half.balance(studio.node().key().open())).isEqualTo(Credits.ZERO);
    }

    private static byte[] signed(TestNode by, TestNode about) throws IOException {
        return Statement.of(by.node().books(), about.node().key().open())
                .signed(by.node().key());
    }

    private static void buy(TestNode buyer, TestNode seller) throws Exception {
        buyer.knows(seller, "10");
        try (SteadyLine line = buyer.line(seller)) {
            buyer.buyer(seller, line).buy(TestNode.wish("a"), Optional.empty());
        }
    }
}
