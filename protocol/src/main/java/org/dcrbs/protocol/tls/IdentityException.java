package org.dcrbs.protocol.tls;

import org.jspecify.annotations.Nullable;

/** Certificates that do not make an identity, and why, in words for a person. */
public final class IdentityException extends Exception {
    IdentityException(String why) {
        this(why, null);
    }

    IdentityException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
