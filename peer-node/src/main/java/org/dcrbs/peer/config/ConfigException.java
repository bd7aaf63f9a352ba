package org.dcrbs.peer.config;

/** Something that the owner has to put right, and what, in words for the owner. */
public final class ConfigException extends Exception {
    public ConfigException(String what) {
        super(what);
    }

    public ConfigException(String what, Throwable cause) {
        super(what, cause);
    }
}
