package org.dcrbs.server.store;

/** Makes acknowledged writes survive a crash of the process. A real MongoDB does so by itself. */
@FunctionalInterface
public interface Durability {
    void commit();
}
