package org.dcrbs.market;

import java.util.Optional;

/** II: main memory, with the time that a read and a write of it take. */
public record Memory(long megaBytes, long readNanos, long writeNanos) implements Spec {
    public Memory {
        Check.range("megaBytes", megaBytes, 1, 1_000_000_000_000L);
        Check.range("readNanos", readNanos, 0, 1_000_000_000L);
        Check.range("writeNanos", writeNanos, 0, 1_000_000_000L);
    }

    @Override
    public Category category() {
        return Category.MEMORY;
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
        return offered instanceof Memory o
                ? new Shortfall()
                        .atMost(readNanos, o.readNanos, "ns a read")
                        .atMost(writeNanos, o.writeNanos, "ns a write")
                        .reason()
                : Shortfall.otherCategory(this, offered);
    }
}
