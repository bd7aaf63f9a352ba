package org.dcrbs.rules.facts;

import org.dcrbs.market.Memory;

/** II: the trade unit is one GB (1,000 MB). */
public final class MemoryLot extends TradedLot {
    private final Memory spec;

    MemoryLot(LotSize size, Memory spec) {
        super(size, 1000);
        this.spec = spec;
    }

    /** Of one copy. */
    public long getMegaBytes() {
        return spec.megaBytes();
    }

    /** 0 if unknown, or if any will do. */
    public long getReadNanos() {
        return spec.readNanos();
    }

    /** 0 if unknown, or if any will do. */
    public long getWriteNanos() {
        return spec.writeNanos();
    }
}
