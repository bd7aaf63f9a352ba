package org.dcrbs.market;

/**
 * One delivery of a contract: a pairing, numbered.
 *
 * @param id the contract's id, a slash and the leg's number from 1
 */
public record Leg(String id, Pairing pairing) {
    public Leg {
        Check.derivedId("leg id", id);
    }
}
