package org.dcrbs.server.listing;

/** Something that came from outside is wrong. The message names the place and what is wrong there, for a person. */
public class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
