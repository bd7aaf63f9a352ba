package org.dcrbs.protocol.link;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Error;

/** One live connection, seen from either end. Methods may be called from any thread and never block. */
public interface LinkSession {
    /** Tells this session from others of the same process, in logs. */
    long number();

    /** On the server: the party that the client's certificate names; empty while it enrols. On a client: empty. */
    Optional<PeerName> peer();

    /** On the server: the client's certificate. On a client: the server's. Parsed each time. */
    Optional<X509Certificate> certificate();

    InetSocketAddress remote();

    /**
     * Sends a message; this session fills in version and id. On a closed session the message is dropped: what must
     * arrive is kept by the caller until it is acknowledged.
     *
     * @return the id given to the message
     * @throws IllegalArgumentException if the message is larger than a frame may be
     */
    long send(Envelope.Builder message);

    /**
     * Whether the other side keeps up. While false, a sender of bulk data waits for
     * {@link LinkListener#writable}; one that goes on regardless has the session closed under it.
     */
    boolean writable();

    boolean open();

    /** Ends the session after what was sent so far has left. */
    void close();

    /** Sends a message as the answer to another. */
    default long answer(Envelope to, Envelope.Builder message) {
        return send(message.setInReplyTo(to.getId()));
    }

    /** Answers with an error, unless the message is itself one: errors are never answered. */
    default void refuse(Envelope to, ErrorCode code, String text) {
        if (!to.hasError()) {
            answer(
                    to,
                    Envelope.newBuilder()
                            .setError(Error.newBuilder().setCode(code.wire()).setText(text)));
        }
    }
}
