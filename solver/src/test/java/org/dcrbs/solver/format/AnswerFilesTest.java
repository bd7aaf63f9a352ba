package org.dcrbs.solver.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.BoundPrices;
import org.dcrbs.solver.DualPrices;
import org.dcrbs.solver.PairingChecker;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PairingSolver;
import org.dcrbs.solver.SolveLimits;
import org.dcrbs.solver.bench.StandardMarket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerFilesTest {
    private final PairingProblem problem = StandardMarket.of(300, 2, StandardMarket.Money.CREDIT);
    private final Answer answer =
            PairingSolver.solve(problem, SolveLimits.seconds(60).withTargetGap(0.9), 1);

    @TempDir
    private Path folder;

    @Test
    void anAnswerIsReadAsItWasWritten() throws IOException {
        for (String name : new String[] {"answer.json", "answer.json.gz"}) {
            Path file = folder.resolve(name);
            AnswerWriter.write(problem, answer, file);
            Answer again = AnswerReader.read(problem, file);
            assertThat(again)
                    .usingRecursiveComparison()
                    .ignoringFields("prices")
                    .isEqualTo(answer);
            assertThat(PairingChecker.check(problem, again)).isEmpty();
        }
    }

    @Test
    void aBoundIsProvenAgainByItsPricesFile() throws IOException {
        Path file = folder.resolve("prices.jsonl.gz");
        PricesWriter.write(problem, new BoundPrices(answer.prices().orElseThrow(), Optional.empty()), file);
        DualPrices again = PricesReader.read(problem, file).linear();
        Answer withPrices = answer(Optional.of(again), answer.bound());
        assertThat(PairingChecker.check(problem, withPrices)).isEmpty();
        assertThat(PairingChecker.check(problem, answer(Optional.of(again), answer.bound() - answer.bound() / 50)))
                .isNotEmpty();
    }

    @Test
    void refusesAnAnswerThatIsNone() throws IOException {
        refuses("{\"format\":\"dcrbs-answer/2\"}", "not dcrbs-answer/1");
        refuses("{\"format\":\"dcrbs-answer/1\"}", "problem: is missing");
        refuses("{\"proof\":\"trust me\"}", "proof: there is no proof called 'trust me'");
        refuses("{\"pairings\":[[\"nobody\",[0]]]}", "pairings[0]: there is no bundle 'nobody'");
        refuses("{\"pairings\":[[\"d0\"]]}", "pairings[0]: has 1 elements, not 2");
        refuses("{\"objective\":1.5}", "objective: 1.5 is not a whole number");
    }

    private void refuses(String text, String why) throws IOException {
        Path file = Files.writeString(folder.resolve("answer.json"), text);
        assertThatThrownBy(() -> AnswerReader.read(problem, file))
                .isInstanceOf(PairingFormatException.class)
                .hasMessageContaining(why);
    }

    private Answer answer(Optional<DualPrices> prices, long bound) {
        return new Answer(
                answer.problem(),
                answer.objective(),
                bound,
                answer.proof(),
                answer.seed(),
                answer.steps(),
                answer.seconds(),
                answer.pairings(),
                answer.unserved(),
                prices);
    }
}
