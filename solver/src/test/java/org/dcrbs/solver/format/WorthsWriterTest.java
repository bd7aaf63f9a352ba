package org.dcrbs.solver.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.Candidate;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PairingSolver;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.SolveLimits;
import org.dcrbs.solver.bench.StandardMarket;
import org.dcrbs.solver.pricing.Pricing;
import org.dcrbs.solver.pricing.PricingPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorthsWriterTest {
    private static final SolveLimits LIMITS =
            SolveLimits.seconds(60).withSteps(500).withThreads(1);

    private static final Pattern SURPLUS = Pattern.compile("(?<=\"surplus\":)-?\\d+");

    @TempDir
    private Path folder;

    @Test
    void aPairingSaysWhatItIsPaidAndWhatItIsOfTheObjective() throws IOException {
        PairingProblem sale = PairingProblem.builder("sale", 1)
                .party(PartyBounds.unbounded("giver"))
                .party(PartyBounds.unbounded("taker"))
                .offer(new PairingOffer("o", 0, 0, 1, List.of(1L)))
                .bundle(Bundle.of("d", 1, new Line("l", 0, 1, List.of(Candidate.of(0, 1000, 500, 600, 1)))))
                .build();
        assertThat(written(sale, PairingSolver.solve(sale, LIMITS, 1), PricingPolicy.split(300)))
                .isEqualTo("""
                        {"format":"dcrbs-worths/1","problem":"sale","giversGain":150,"takersGain":350,"uplift":0}
                        {"bundle":"d","line":"l","offer":"o","surplus":500,"reserve":500,"worth":650,"value":1000,\
                        "uniform":500,"basis":"split"}
                        """);
    }

    @Test
    void thePartsOfAllPairingsAreTheObjective() throws IOException {
        PairingProblem market = StandardMarket.of(300, 5, StandardMarket.Money.TIGHT);
        Answer answer = PairingSolver.solve(market, LIMITS, 1);
        String lines = written(market, answer, PricingPolicy.uniform());
        assertThat(SURPLUS.matcher(lines)
                        .results()
                        .map(MatchResult::group)
                        .mapToLong(Long::parseLong)
                        .sum())
                .isEqualTo(answer.objective());
    }

    private String written(PairingProblem problem, Answer answer, PricingPolicy policy) throws IOException {
        Path file = folder.resolve("worths.jsonl");
        WorthsWriter.write(problem, Pricing.of(problem, answer, policy), file);
        return Files.readString(file);
    }
}
