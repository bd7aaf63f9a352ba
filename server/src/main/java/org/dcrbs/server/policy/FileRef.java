package org.dcrbs.server.policy;

/** A file of a version or draft; its content is kept under its hash. */
public record FileRef(String name, String sha256) {}
