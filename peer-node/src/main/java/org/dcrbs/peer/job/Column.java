package org.dcrbs.peer.job;

/** One number of each record of an output. */
public record Column(NumberType type, String name) {}
