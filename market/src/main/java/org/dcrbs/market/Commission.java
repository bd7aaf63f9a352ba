package org.dcrbs.market;

/** What a party pays the coordinator for having brokered a contract. */
public record Commission(PartyId payer, Credits amount) {
    public Commission {
        Check.that(!amount.isNegative(), "commission of " + payer + ": " + amount + " is negative");
    }
}
