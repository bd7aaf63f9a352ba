package org.dcrbs.market;

import java.time.Instant;
import java.util.Optional;

/**
 * A resource that a party would give.
 *
 * @param copies how many times the spec can be had at once: copies of a file, equal printers
 * @param serves whom this offer serves
 * @param ask the least that the party takes for all of it over the whole window; empty leaves that to policy
 */
public record Offer(
        ListingId id,
        PartyId party,
        Spec spec,
        long copies,
        Window window,
        Attributes attributes,
        Constraint serves,
        Optional<Credits> ask)
        implements Listing {
    public Offer {
        Check.range("copies", copies, 1, 1_000_000);
        spec.unfitToOffer().ifPresent(reason -> {
            throw new IllegalArgumentException("offer " + id + ": " + reason);
        });
        ask.ifPresent(amount -> Check.that(!amount.isNegative(), "offer " + id + ": ask " + amount + " is negative"));
        Check.that(
                spec.units() <= Long.MAX_VALUE / 4 / copies,
                "offer " + id + ": " + copies + " copies of " + spec.units() + " are too many");
    }

    /** All that can be had at once, in the category's unit. */
    public long capacity() {
        return spec.units() * copies;
    }

    @Override
    public Instant closes() {
        return window.until();
    }
}
