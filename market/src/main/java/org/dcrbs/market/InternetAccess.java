package org.dcrbs.market;

import java.util.Optional;

/**
 * VI: a share of a line to the internet.
 *
 * @param availabilityPermille promised part of the time that the line is up, thousandths
 * @param trueKilobitsPerSecond measured throughput, as opposed to the nominal rate
 */
public record InternetAccess(
        Medium medium, long kilobitsPerSecond, long availabilityPermille, long trueKilobitsPerSecond) implements Spec {
    /** What carries the line; ANY only in requirements. */
    public enum Medium {
        ANY,
        FIBRE,
        CABLE,
        DSL,
        RADIO,
        SATELLITE,
        LAN
    }

    public InternetAccess {
        Check.range("kilobitsPerSecond", kilobitsPerSecond, 1, 1_000_000_000_000L);
        Check.range("availabilityPermille", availabilityPermille, 0, 1000);
        Check.range("trueKilobitsPerSecond", trueKilobitsPerSecond, 0, 1_000_000_000_000L);
    }

    @Override
    public Category category() {
        return Category.INTERNET_ACCESS;
    }

    @Override
    public long units() {
        return kilobitsPerSecond;
    }

    @Override
    public Optional<String> unfitToOffer() {
        return medium == Medium.ANY ? Optional.of("the medium is not given") : Optional.empty();
    }

    @Override
    public Optional<String> shortfall(Spec offered) {
        return offered instanceof InternetAccess o
                ? new Shortfall()
                        .same(medium == Medium.ANY ? "" : medium.name(), o.medium.name(), "medium")
                        .atLeast(availabilityPermille, o.availabilityPermille, "per mille availability")
                        .atLeast(trueKilobitsPerSecond, o.trueKilobitsPerSecond, "kbit/s true throughput")
                        .reason()
                : Shortfall.otherCategory(this, offered);
    }
}
