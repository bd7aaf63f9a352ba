package org.dcrbs.server.gateway;

/** The door for peers can't be opened. The message is meant for the operator. */
public class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public GatewayException(String message, Throwable cause) {
        super(message, cause);
    }
}
