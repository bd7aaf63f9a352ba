package org.dcrbs.solver.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.dcrbs.solver.bench.StandardMarket;
import org.dcrbs.solver.table.PairingTable;
import org.junit.jupiter.api.Test;

class RankingTest {
    private final PairingTable table = new PairingTable(StandardMarket.of(200, 1, StandardMarket.Money.CREDIT));

    @Test
    void aLinesCandidatesAreRankedBestFirstAndAllThere() {
        Ranking ranking = new Ranking(table, (line, k) -> (k * 7919) % 101 - 50);
        for (int line = 0; line < table.lineCount(); line++) {
            int from = table.firstCandidate[line];
            int end = table.firstCandidate[line + 1];
            boolean byProvider = table.sameProvider[table.bundleOf[line]];
            for (int i = from + 1; i < end; i++) {
                int better = ranking.candidate[i - 1];
                int worse = ranking.candidate[i];
                if (!byProvider || table.provider[better] == table.provider[worse]) {
                    assertThat(ranking.value[better]).isGreaterThanOrEqualTo(ranking.value[worse]);
                }
            }
            int[] sorted = Arrays.stream(ranking.candidate, from, end).sorted().toArray();
            for (int i = 0; i < sorted.length; i++) {
                assertThat(sorted[i]).isEqualTo(from + i);
            }
        }
    }

    @Test
    void equalOnesKeepTheOrderOfTheTable() {
        Ranking ranking = new Ranking(table, (line, k) -> -0.5);
        for (int k = 0; k < table.candidateCount(); k++) {
            assertThat(ranking.candidate[k]).isEqualTo(k);
        }
    }
}
