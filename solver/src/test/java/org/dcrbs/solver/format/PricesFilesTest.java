package org.dcrbs.solver.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.BoundPrices;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.Candidate;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingChecker;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PairingSolver;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.Proof;
import org.dcrbs.solver.SolveLimits;
import org.dcrbs.solver.Verdict;
import org.dcrbs.solver.bench.StandardMarket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bound can be proven again from files alone, and no wrong file passes for a proof. */
class PricesFilesTest {
    private static final String HEADER =
            "{\"format\":\"dcrbs-prices/1\",\"problem\":\"small\",\"capacityScale\":4,\"netScale\":24,\"claimScale\":4}\n";

    private final PairingProblem small = PairingProblem.builder("small", 2)
            .party(PartyBounds.unbounded("giver"))
            .party(PartyBounds.atMost("taker", 9))
            .offer(new PairingOffer("o", 0, 0, 2, List.of(3L)))
            .bundle(Bundle.of("d", 1, new Line("l", 0, 1, List.of(Candidate.of(0, 9, 2, 5, 1)))))
            .build();

    @TempDir
    private Path folder;

    @Test
    void aBoundByClaimsIsProvenAgainFromFiles() throws IOException {
        PairingProblem market = StandardMarket.of(1_000, 3, StandardMarket.Money.CREDIT);
        Answer answer = PairingSolver.solve(
                market, SolveLimits.seconds(120).withSteps(500).withThreads(2), 1);
        Path answerFile = folder.resolve("answer.json");
        Path pricesFile = folder.resolve("prices.jsonl.gz");
        AnswerWriter.write(market, answer, answerFile);
        PricesWriter.write(market, new BoundPrices(answer.prices().orElseThrow(), answer.knapsackPrices()), pricesFile);

        Answer again = AnswerReader.read(market, answerFile).withPrices(PricesReader.read(market, pricesFile));

        Verdict verdict = PairingChecker.examine(market, again);
        assertThat(again.proof()).isEqualTo(Proof.KNAPSACKS);
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.proven()).isPresent();
        assertThat(verdict.proven().orElseThrow()).isLessThanOrEqualTo(answer.bound());
    }

    @Test
    void oneNumberStandsForAllCandidatesOfALine() throws IOException {
        BoundPrices read = read(HEADER + "{\"party\":\"taker\",\"claimPrice\":3}\n{\"bundle\":\"d\",\"claims\":[7]}");
        assertThat(read.claims().orElseThrow().claim(0)).isEqualTo(7);
        assertThat(read.claims().orElseThrow().netPrice(1)).isEqualTo(3);
        assertThat(read.linear().netPrice(1)).isZero();
    }

    @Test
    void refusesPricesOfAnotherProblem() {
        refuses(HEADER.replace("small", "large"), "line 1, problem: is 'large', not 'small'");
    }

    @Test
    void refusesHeadersThatAreMissingTwiceOrWrong() {
        refuses("", "the file is empty");
        refuses("{\"offer\":\"o\",\"prices\":[1,1]}", "line 1, format: the first line is no header");
        refuses(HEADER + HEADER, "line 2, format: there is a header already");
        refuses(HEADER.replace("\"capacityScale\":4", "\"capacityScale\":61"), "61 is not within 0..60");
        refuses(HEADER.replace("\"claimScale\":4", "\"claimScale\":-1"), "claimScale: -1 is not within 0..24");
        refuses(HEADER.replace(",\"netScale\":24", ""), "netScale: is missing");
    }

    @Test
    void refusesPricesThatAreNegativeTooManyOrTooLarge() {
        refuses(HEADER + "{\"offer\":\"o\",\"prices\":[1,-2]}", "line 2, prices[1]: -2 is negative");
        refuses(HEADER + "{\"offer\":\"o\",\"prices\":[1]}", "line 2, prices: has 1 numbers, the offer 2 cells");
        refuses(
                HEADER + "{\"offer\":\"o\",\"prices\":[1,9223372036854775808]}",
                "line 2, prices[1]: 9223372036854775808 does not fit in 64 bits");
        refuses(HEADER + "{\"party\":\"taker\"}", "line 2, price: is missing");
    }

    @Test
    void refusesWhatIsUnknownOrThereTwice() {
        refuses(HEADER + "{\"offer\":\"x\",\"prices\":[]}", "line 2, offer: there is no offer 'x'");
        String price = "{\"party\":\"taker\",\"price\":1}\n";
        refuses(HEADER + price + price, "line 3, party: 'taker' is there twice");
        refuses(HEADER + "{\"price\":1}", "line 2: is neither of an offer nor of a party nor of a bundle");
    }

    @Test
    void refusesClaimsThatAreMissingOrOutOfPlace() {
        refuses(HEADER, "claims: bundle 'd' has none");
        refuses(HEADER + "{\"bundle\":\"d\",\"claims\":[]}", "claims: has 0 lines, the bundle 1");
        refuses(HEADER + "{\"bundle\":\"d\",\"claims\":[[1,2]]}", "claims[0]: has 2 numbers, the line 1 candidates");
        refuses(
                HEADER.replace(",\"claimScale\":4", "") + "{\"bundle\":\"d\",\"claims\":[1]}",
                "claims: the header has no claimScale");
    }

    @Test
    void wildPricesProveNothingAndOverflowNowhere() throws IOException {
        BoundPrices wild = read(HEADER
                + "{\"offer\":\"o\",\"prices\":[9223372036854775807,9223372036854775807]}\n"
                + "{\"party\":\"taker\",\"price\":9223372036854775807,\"claimPrice\":9223372036854775807}\n"
                + "{\"bundle\":\"d\",\"claims\":[-9223372036854775808]}");
        Answer answer = PairingSolver.solve(small, SolveLimits.seconds(20), 1);
        for (Proof proof : new Proof[] {Proof.LAGRANGIAN, Proof.KNAPSACKS}) {
            Answer bold =
                    new Answer("small", 7, 7, proof, 1, 1, 1, answer.pairings(), answer.unserved(), Optional.empty());
            assertThat(PairingChecker.check(small, bold.withPrices(wild)))
                    .singleElement()
                    .asString()
                    .contains("its prices prove only");
        }
    }

    private void refuses(String text, String why) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(PairingFormatException.class)
                .hasMessageContaining(why);
    }

    private BoundPrices read(String text) throws IOException {
        return PricesReader.read(small, Files.writeString(folder.resolve("prices.jsonl"), text));
    }
}
