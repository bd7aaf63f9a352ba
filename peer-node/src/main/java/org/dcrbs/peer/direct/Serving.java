package org.dcrbs.peer.direct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import org.dcrbs.peer.direct.book.Contacts;
import org.dcrbs.peer.direct.counter.Counter;
import org.dcrbs.peer.direct.goods.Bench;
import org.dcrbs.peer.door.Door;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.proof.OpenKey;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.protocol.tls.SslContexts;

/** A node that listens, until it is closed. */
public final class Serving implements AutoCloseable {
    private final Door door;
    private final Counter counter;
    private final Bench bench;

    private Serving(Door door, Counter counter, Bench bench) {
        this.door = door;
        this.counter = counter;
        this.bench = bench;
    }

    static Serving start(
            InetSocketAddress at,
            OwnKey key,
            Contacts contacts,
            LinkLimits limits,
            Clock clock,
            Counter counter,
            Bench bench,
            Traffic traffic)
            throws IOException {
        try {
            var tls = SslContexts.listening(key, partner -> isKnown(contacts, partner), clock.instant());
            Door door = Door.open(at, tls, limits, counter, traffic, List.of());
            return new Serving(door, counter, bench);
        } catch (IOException e) {
            counter.close();
            bench.close();
            throw e;
        }
    }

    private static boolean isKnown(Contacts contacts, OpenKey key) {
        try {
            return contacts.of(key).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress address() {
        return door.address();
    }

    @Override
    public void close() {
        door.close();
        counter.close();
        bench.close();
    }
}
