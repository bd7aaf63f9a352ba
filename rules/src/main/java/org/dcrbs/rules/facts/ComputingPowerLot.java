package org.dcrbs.rules.facts;

import org.dcrbs.market.ComputingPower;

/** I: the trade unit is one processor. */
public final class ComputingPowerLot extends TradedLot {
    private final ComputingPower spec;

    ComputingPowerLot(LotSize size, ComputingPower spec) {
        super(size, 1000);
        this.spec = spec;
    }

    /** Of one copy. */
    public long getMilliProcessors() {
        return spec.milliProcessors();
    }

    /** 0 if unknown, or if any will do. */
    public long getMips() {
        return spec.mips();
    }

    /** 0 if unknown, or if any will do. */
    public long getMflops() {
        return spec.mflops();
    }
}
