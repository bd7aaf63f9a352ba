package org.dcrbs.peer.direct.goods;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Credits;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Window;
import org.dcrbs.peer.direct.document.LegDraft;

/**
 * Something that the owner offers to those it knows.
 *
 * @param path of a file; empty for computing power
 * @param copies how many of a file may be had; of computing power, how many work units at once
 * @param days how far ahead computing power may be booked
 * @param ask the least for one copy, or for an hour of all of it; empty leaves that to policy
 * @param list what to open with, in the same measure; empty leaves that to policy
 */
public record Good(
        String id,
        Spec spec,
        Optional<Path> path,
        long copies,
        long days,
        Optional<Credits> ask,
        Optional<Credits> list) {
    public static final int MOST_COPIES = 1_000_000;

    public Good {
        LegDraft.checkOfferId(id);
        spec.unfitToOffer().ifPresent(reason -> {
            throw new IllegalArgumentException("offer " + id + ": " + reason);
        });
        if (ask.isPresent() && list.isPresent() && list.get().compareTo(ask.get()) < 0) {
            throw new IllegalArgumentException(
                    "offer " + id + ": opens with " + list.get() + ", below the ask " + ask.get());
        }
    }

    public Window window(Instant now) {
        Instant from = now.truncatedTo(ChronoUnit.SECONDS);
        return new Window(from, from.plus(Duration.ofDays(days)));
    }

    /** Why the leg is not to be had of this; empty if it is. */
    public Optional<String> refusal(LegDraft leg, Instant now) {
        if (spec instanceof FileHeader) {
            return leg.spec().equals(spec)
                    ? Optional.empty()
                    : Optional.of("the file " + id + " is not what is asked for; look at the offers again");
        }
        Optional<String> shortfall = leg.spec().shortfall(spec);
        if (shortfall.isPresent()) {
            return shortfall;
        }
        if (leg.spec().units() > spec.units()) {
            return Optional.of("offer " + id + " has " + spec.units() + " milli-processors, not "
                    + leg.spec().units());
        }
        Window open = window(now);
        // Clocks differ, and the draft was made a moment ago.
        Window lenient = new Window(open.from().minus(Duration.ofMinutes(10)), open.until());
        return lenient.contains(leg.window())
                ? Optional.empty()
                : Optional.of("offer " + id + " can be had until " + open.until() + ", not from "
                        + leg.window().from() + " to " + leg.window().until());
    }

    public Optional<Credits> ask(LegDraft leg) {
        return ask.map(amount -> measured(amount, leg));
    }

    public Optional<Credits> list(LegDraft leg) {
        return list.map(amount -> measured(amount, leg));
    }

    private Credits measured(Credits amount, LegDraft leg) {
        if (!(spec instanceof ComputingPower)) {
            return amount;
        }
        BigInteger part = BigInteger.valueOf(leg.spec().units())
                .multiply(BigInteger.valueOf(leg.window().seconds()));
        return amount.portion(part, BigInteger.valueOf(spec.units()).multiply(BigInteger.valueOf(3600)));
    }
}
