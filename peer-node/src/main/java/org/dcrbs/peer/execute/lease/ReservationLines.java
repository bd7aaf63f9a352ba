package org.dcrbs.peer.execute.lease;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** A reservation as a line: amount, end, order id (percent-encoded, for ids are named by others). */
final class ReservationLines {
    private ReservationLines() {}

    static String format(Reservation reservation) {
        return "%d %s %s\n"
                .formatted(
                        reservation.amount(),
                        reservation.until(),
                        URLEncoder.encode(reservation.orderId(), StandardCharsets.UTF_8));
    }

    static Reservation parse(String line) throws IOException {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3) {
            throw new IOException("no reservation: " + line);
        }
        try {
            return new Reservation(
                    URLDecoder.decode(parts[2], StandardCharsets.UTF_8),
                    Long.parseLong(parts[0]),
                    Instant.parse(parts[1]));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IOException("no reservation: " + line, e);
        }
    }
}
