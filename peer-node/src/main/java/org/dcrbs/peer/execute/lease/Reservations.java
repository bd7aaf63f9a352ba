package org.dcrbs.peer.execute.lease;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is let of one resource: the sum of the reservations never exceeds the share. On disk before a
 * reservation is granted, so that a restart knows what is still let; one left over from an earlier life
 * counts until its time or until its order comes again, whichever is first.
 */
public final class Reservations {
    /** The answer to a wish. */
    public sealed interface Reply permits Granted, Refused {}

    public record Granted(Reservation reservation) implements Reply {}

    public record Refused(String reason) implements Reply {}

    private final Path file;
    private final Clock clock;
    private final Map<String, Reservation> reserved = new LinkedHashMap<>();
    /** Granted in this life: those end by release alone, for what they keep is given back a little after their time. */
    private final Set<String> held = new HashSet<>();

    private Reservations(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    public static Reservations open(Path file, Clock clock) throws IOException {
        Reservations reservations = new Reservations(file, clock);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                Reservation reservation = ReservationLines.parse(line);
                reservations.reserved.put(reservation.orderId(), reservation);
            }
            reservations.dropExpired();
        }
        return reservations;
    }

    /** Takes what is wanted out of the share, if that much is free. */
    public synchronized Reply reserve(Reservation wanted, long share) throws IOException {
        dropExpired();
        if (held.contains(wanted.orderId())) {
            return new Refused("order " + wanted.orderId() + " already holds its lease");
        }
        long takenByOthers = reserved.values().stream()
                .filter(other -> !other.orderId().equals(wanted.orderId()))
                .mapToLong(Reservation::amount)
                .sum();
        long free = Math.max(0, share - takenByOthers);
        if (wanted.amount() > free) {
            return new Refused(
                    "asks %d, but of the share of %d only %d are free".formatted(wanted.amount(), share, free));
        }
        reserved.put(wanted.orderId(), wanted);
        try {
            save();
        } catch (IOException e) {
            reserved.remove(wanted.orderId());
            throw e;
        }
        held.add(wanted.orderId());
        return new Granted(wanted);
    }

    /** Gives back what the order had; nothing happens if it had nothing. */
    public synchronized void release(String orderId) throws IOException {
        held.remove(orderId);
        if (reserved.remove(orderId) != null) {
            save();
        }
    }

    /** Leaves the reservation for the next life of the node: its holder stops, its lease does not. */
    public synchronized void abandon(String orderId) {
        held.remove(orderId);
    }

    public synchronized List<Reservation> active() {
        dropExpired();
        return List.copyOf(reserved.values());
    }

    private void dropExpired() {
        Instant now = clock.instant();
        reserved.values()
                .removeIf(one -> !held.contains(one.orderId()) && !one.until().isAfter(now));
    }

    private void save() throws IOException {
        String text = reserved.values().stream().map(ReservationLines::format).collect(Collectors.joining());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        // A stream, not a channel: an interrupt of the node's stop must not tear the ledger.
        try (FileOutputStream out = new FileOutputStream(next.toFile())) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
