package org.dcrbs.peer.share;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** The hours of each day in which the owner shares; an end before the beginning is in the next morning. */
public record DailyHours(LocalTime from, LocalTime until, ZoneId zone) {
    public DailyHours {
        if (from.equals(until)) {
            throw new IllegalArgumentException("hours from " + from + " until " + until + " are none");
        }
    }

    /** One time of sharing, and the day on which it begins. */
    public record Slot(LocalDate day, Instant from, Instant until) {}

    /** The slots that are not over at the first instant and begin before the last one. */
    public List<Slot> slots(Instant first, Instant last) {
        List<Slot> slots = new ArrayList<>();
        // The slot of the evening before may still be running.
        LocalDate day = first.atZone(zone).toLocalDate().minusDays(1);
        while (day.atTime(from).atZone(zone).toInstant().isBefore(last)) {
            Instant begins = at(day, from);
            Instant ends = at(from.isBefore(until) ? day : day.plusDays(1), until);
            // A change of the clocks can leave nothing of a short slot.
            if (ends.isAfter(first) && ends.isAfter(begins)) {
                slots.add(new Slot(day, begins.isAfter(first) ? begins : first, ends));
            }
            day = day.plusDays(1);
        }
        return slots;
    }

    /** Whether they are on at the instant. */
    public boolean contain(Instant now) {
        return slots(now, now.plusMillis(1)).stream()
                .anyMatch(slot -> !slot.from().isAfter(now) && slot.until().isAfter(now));
    }

    private Instant at(LocalDate day, LocalTime time) {
        return ZonedDateTime.of(day, time, zone).toInstant();
    }
}
