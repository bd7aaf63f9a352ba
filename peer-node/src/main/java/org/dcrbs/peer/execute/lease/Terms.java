package org.dcrbs.peer.execute.lease;

import java.time.Instant;

/** What a lease asks for: so much until then. */
public record Terms(long amount, Instant until) {}
