package org.dcrbs.market;

/** One side of a transfer: so much to an account, or, if negative, from it. */
public record Posting(Account account, Credits amount) {}
