package org.dcrbs.rules.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Appraisal.Unvalued;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Listing;
import org.dcrbs.rules.PolicySet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The yardstick measures the same length. */
class PlainFormulasTest {
    private final PolicySet shipped = PolicySet.shipped();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void policiesAndPlainJavaSayTheSameOfEachLot(long seed) {
        List<Listing> listings = MadeUpListings.of(3_000, seed);
        Circumstances in = MadeUpListings.circumstances(seed);

        List<Appraisal> said = shipped.appraise(listings, in);

        assertThat(new PlainFormulas(shipped.version(), in).appraise(listings)).isEqualTo(said);
        assertThat(said).filteredOn(Unvalued.class::isInstance).hasSizeBetween(100, 400);
    }
}
