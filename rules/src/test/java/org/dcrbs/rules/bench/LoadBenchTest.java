package org.dcrbs.rules.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Listing;
import org.dcrbs.rules.PolicySet;
import org.junit.jupiter.api.Test;

/** The market goes on being valued while its policies change. */
class LoadBenchTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void noEvaluationFailsWhilePoliciesAreSwapped() throws Exception {
        LoadBench.Swaps swaps = new LoadBench(1).swaps(2, told::add);

        assertThat(swaps.failures()).isZero();
        assertThat(swaps.evaluations()).isPositive();
        assertThat(told).containsExactly("swap 1 of 2", "swap 2 of 2");
    }

    @Test
    void theMarketGoesOnWhileRulesAreCompiled() throws Exception {
        LoadBench.Compilation compilation = new LoadBench(1).compilation(60, 0.2, told::add);

        assertThat(compilation.failures()).isZero();
        assertThat(compilation.during()).isPositive();
    }

    @Test
    void madeUpRulesSayWhatTheyAreToSay() {
        PolicySet shipped = PolicySet.shipped();
        PolicySet many = Variants.compile(Variants.withRules(60, 0));
        List<Listing> listings = MadeUpListings.of(70, 1);

        assertThat(many.appraise(listings, Circumstances.NONE))
                .hasSameSizeAs(shipped.appraise(listings, Circumstances.NONE));
        assertThat(many.appraise(listings, Circumstances.NONE))
                .filteredOn(Valuation.class::isInstance)
                .flatExtracting(one -> ((Valuation) one).rules())
                .contains("Storage: from 1 GB on", "Memory: any");
    }
}
