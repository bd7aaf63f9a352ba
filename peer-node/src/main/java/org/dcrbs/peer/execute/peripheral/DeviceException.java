package org.dcrbs.peer.execute.peripheral;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A device did not do what it should; the message says so in words for both parties. */
class DeviceException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_WORDS = 300;

    DeviceException(String message) {
        super(message);
    }

    DeviceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What a device or a program said, fit to be part of a message. */
    static String words(String said) {
        String line = said.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "...";
    }

    /** What went wrong below; some exceptions have no message. */
    static String words(Throwable cause) {
        if (cause instanceof EOFException) {
            return "it broke off";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : words(message);
    }
}
