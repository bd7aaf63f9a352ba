package org.dcrbs.server.round;

import java.util.SortedMap;

/**
 * What a past round decided on.
 *
 * @param policyVersion the policies then in force
 * @param policies their files, by name
 */
public record RoundInputs(Snapshot market, String policyVersion, SortedMap<String, byte[]> policies) {}
