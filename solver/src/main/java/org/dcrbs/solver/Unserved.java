package org.dcrbs.solver;

/** A bundle that stayed out, and why. */
public record Unserved(String bundleId, String reason) {}
