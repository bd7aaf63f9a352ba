package org.dcrbs.rules.facts;

import org.dcrbs.market.InternetAccess;

/** VI: the trade unit is one Mbit/s. */
public final class InternetAccessLot extends TradedLot {
    private final InternetAccess spec;

    InternetAccessLot(LotSize size, InternetAccess spec) {
        super(size, 1000);
        this.spec = spec;
    }

    /** ANY, FIBRE, CABLE, DSL, RADIO, SATELLITE or LAN. */
    @NamesOf(InternetAccess.Medium.class)
    public String getMedium() {
        return spec.medium().name();
    }

    /** Of one copy. */
    public long getKilobitsPerSecond() {
        return spec.kilobitsPerSecond();
    }

    /** 0 if unknown, or if any will do. */
    public long getAvailabilityPermille() {
        return spec.availabilityPermille();
    }

    /** 0 if unknown, or if any will do. */
    public long getTrueKilobitsPerSecond() {
        return spec.trueKilobitsPerSecond();
    }
}
