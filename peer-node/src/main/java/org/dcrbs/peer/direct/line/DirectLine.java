package org.dcrbs.peer.direct.line;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.door.Caller;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.OwnKey;
import org.dcrbs.protocol.tls.SslContexts;
import org.dcrbs.protocol.v1.DirectMessage;
import org.dcrbs.protocol.v1.Envelope;

/** One connection to a partner, from the side that dialled. */
public final class DirectLine implements Asker, AutoCloseable {
    private final Caller caller;

    private DirectLine(Caller caller) {
        this.caller = caller;
    }

    public static DirectLine dial(Contact partner, OwnKey own, LinkLimits limits, Instant now)
            throws LineLostException {
        if (partner.address().isEmpty()) {
            throw new LineLostException("no address is known of " + partner.name() + "; it can only dial");
        }
        return new DirectLine(Caller.dial(
                partner.name(),
                InetSocketAddress.createUnresolved(partner.host(), partner.port()),
                SslContexts.dialling(own, partner.key(), now),
                limits));
    }

    @Override
    public Envelope ask(DirectMessage question) throws LineLostException, RefusedException {
        return caller.ask(Envelope.newBuilder().setDirect(question));
    }

    @Override
    public void close() {
        caller.close();
    }
}
