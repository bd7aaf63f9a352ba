package org.dcrbs.rules.facts;

import org.dcrbs.market.Peripheral;

/** IV: the trade unit is one device. */
public final class PeripheralLot extends TradedLot {
    private final Peripheral spec;

    PeripheralLot(LotSize size, Peripheral spec) {
        super(size, 1);
        this.spec = spec;
    }

    /** PRINTER, SCANNER or CAMERA. */
    @NamesOf(Peripheral.Kind.class)
    public String getKind() {
        return spec.kind().name();
    }

    /** 0 if any will do. */
    public long getResolutionDpi() {
        return spec.resolutionDpi();
    }

    /** 0 if unknown, or if any will do. */
    public long getColourBits() {
        return spec.colourBits();
    }

    /** 0 if unknown, or if any will do. */
    public long getUnitsPerMinute() {
        return spec.unitsPerMinute();
    }
}
