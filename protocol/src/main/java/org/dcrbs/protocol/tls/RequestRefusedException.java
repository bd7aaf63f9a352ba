package org.dcrbs.protocol.tls;

/** A certificate request that the authority does not sign, and why, in words for a person. */
public final class RequestRefusedException extends Exception {
    RequestRefusedException(String why) {
        super(why);
    }
}
