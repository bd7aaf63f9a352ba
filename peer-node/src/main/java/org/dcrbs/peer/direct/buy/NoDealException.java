package org.dcrbs.peer.direct.buy;

/** The two didn't come to terms, or the other side didn't keep to the protocol; why, in words for the owner. */
public final class NoDealException extends Exception {
    public NoDealException(String why) {
        super(why);
    }
}
