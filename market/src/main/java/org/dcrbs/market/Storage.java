package org.dcrbs.market;

import java.util.Optional;

/** III: disk space, with its access time and the time to read and to write one MB of it. */
public record Storage(long megaBytes, long accessMicros, long readMicrosPerMegaByte, long writeMicrosPerMegaByte)
        implements Spec {
    public Storage {
        Check.range("megaBytes", megaBytes, 1, 1_000_000_000_000L);
        Check.range("accessMicros", accessMicros, 0, 1_000_000_000L);
        Check.range("readMicrosPerMegaByte", readMicrosPerMegaByte, 0, 1_000_000_000L);
        Check.range("writeMicrosPerMegaByte", writeMicrosPerMegaByte, 0, 1_000_000_000L);
    }

    @Override
    public Category category() {
        return Category.STORAGE;
    }

    @Override
    public long units() {
        return megaBytes;
    }

    @Override
    public Optional<String> unfitToOffer() {
        return Optional.empty();
    }

    @Override
    public Optional<String> shortfall(Spec offered) {
        return offered instanceof Storage o
                ? new Shortfall()
                        .atMost(accessMicros, o.accessMicros, "microseconds an access")
                        .atMost(readMicrosPerMegaByte, o.readMicrosPerMegaByte, "microseconds to read a MB")
                        .atMost(writeMicrosPerMegaByte, o.writeMicrosPerMegaByte, "microseconds to write a MB")
                        .reason()
                : Shortfall.otherCategory(this, offered);
    }
}
