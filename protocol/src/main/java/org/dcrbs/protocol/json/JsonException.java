package org.dcrbs.protocol.json;

/** A document that is not as it should be, and where, in words for a person. */
public final class JsonException extends IllegalArgumentException {
    public JsonException(String what) {
        super(what);
    }
}
