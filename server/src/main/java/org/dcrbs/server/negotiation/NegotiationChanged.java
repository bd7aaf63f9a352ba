package org.dcrbs.server.negotiation;

/** Published after a held package's new state is stored. Whoever listens may have missed earlier ones: the store knows. */
public record NegotiationChanged(HeldPackage held) {}
