package org.dcrbs.protocol.link;

import java.util.Locale;
import java.util.Optional;

/** Why a message was not obeyed. On the wire: the name in lower case with dashes. */
public enum ErrorCode {
    /** The protocol version is not spoken here. */
    UNSUPPORTED_VERSION(false),
    /** No body, or one that this end does not know or expect. */
    UNKNOWN_MESSAGE(false),
    /** Without a certificate only one EnrolRequest is allowed. */
    CERTIFICATE_NEEDED(true),
    /** The enrolment token is wrong or used up. */
    TOKEN_REFUSED(true),
    /** The certificate was withdrawn by the operator. */
    REVOKED(true),
    /** The certificate is ours, but the coordinator does not know its party. */
    UNKNOWN_PARTY(true),
    /** The party has a newer session, so this node is run twice. */
    REPLACED(true),
    /** The message cannot be obeyed as it stands. */
    BAD_REQUEST(false),
    /** No such blob, order or lot. */
    NOT_FOUND(false),
    /** The owner's own use comes first just now: the same may be asked again later. */
    NOT_NOW(false),
    /** Something broke on this side; trying again later may work. */
    INTERNAL(false);

    private final boolean last;

    ErrorCode(boolean last) {
        this.last = last;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether trying again with the same credentials is useless. */
    public boolean last() {
        return last;
    }

    public static Optional<ErrorCode> ofWire(String code) {
        for (ErrorCode known : values()) {
            if (known.wire().equals(code)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
