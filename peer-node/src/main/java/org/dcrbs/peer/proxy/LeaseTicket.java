package org.dcrbs.peer.proxy;

/** By which order the lessee goes through whose door. */
public record LeaseTicket(String giver, String order) {}
