package org.dcrbs.rules.facts;

import org.dcrbs.market.Storage;

/** III: the trade unit is one GB (1,000 MB). */
public final class StorageLot extends TradedLot {
    private final Storage spec;

    StorageLot(LotSize size, Storage spec) {
        super(size, 1000);
        this.spec = spec;
    }

    /** Of one copy. */
    public long getMegaBytes() {
        return spec.megaBytes();
    }

    /** 0 if unknown, or if any will do. */
    public long getAccessMicros() {
        return spec.accessMicros();
    }

    /** 0 if unknown, or if any will do. */
    public long getReadMicrosPerMegaByte() {
        return spec.readMicrosPerMegaByte();
    }

    /** 0 if unknown, or if any will do. */
    public long getWriteMicrosPerMegaByte() {
        return spec.writeMicrosPerMegaByte();
    }
}
