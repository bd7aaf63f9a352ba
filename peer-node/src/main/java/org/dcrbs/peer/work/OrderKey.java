package org.dcrbs.peer.work;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;

/** What makes two deliveries the same work: the order's id and its attempt. */
public record OrderKey(String orderId, int attempt) {
    static OrderKey of(WorkOrder order) {
        return new OrderKey(order.getId(), order.getAttempt());
    }

    static OrderKey of(WorkResult result) {
        return new OrderKey(result.getOrderId(), result.getAttempt());
    }

    /** Ids come from outside and may be no file names, or ones with a meaning. */
    String fileName() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(orderId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest) + "." + Integer.toUnsignedString(attempt);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return orderId + " (attempt " + Integer.toUnsignedString(attempt) + ")";
    }
}
