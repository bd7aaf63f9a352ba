package org.dcrbs.server.store;

/** The store can't be opened or doesn't hold what it must. The message is meant for the operator. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
