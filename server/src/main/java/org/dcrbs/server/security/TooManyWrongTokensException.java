package org.dcrbs.server.security;

import org.springframework.security.core.AuthenticationException;

/** The address has sent too many wrong tokens and must wait. */
class TooManyWrongTokensException extends AuthenticationException {
    private static final long serialVersionUID = 1;

    TooManyWrongTokensException() {
        super("too many wrong tokens; wait a minute");
    }
}
