package org.dcrbs.peer.share;

import org.dcrbs.market.Peripheral;

/** A device that may be used. */
public record OfferedDevice(String id, Peripheral spec, Reach reach) {
    @Override
    public String toString() {
        return id + ", " + spec.kind() + ": " + reach;
    }
}
