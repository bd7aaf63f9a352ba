package org.dcrbs.peer.execute.lease;

import java.time.Instant;

/** So much of a resource, in the resource's own unit, kept for an order until a time. */
public record Reservation(String orderId, long amount, Instant until) {
    public Reservation {
        if (orderId.isEmpty() || amount <= 0) {
            throw new IllegalArgumentException("no reservation: order '" + orderId + "', amount " + amount);
        }
    }
}
