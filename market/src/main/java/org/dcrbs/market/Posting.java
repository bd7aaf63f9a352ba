package org.dcrbs.market;

/** One side of a transfer: so much to an account, or, if negative, from it. In the money of the account. */
public record Posting(Account account, Credits amount) {}
