package org.dcrbs.server.store;

/** Makes acknowledged writes survive a crash of the process. A real MongoDB does so by itself. */
public interface Durability {
    void commit();

    /** Called before a collection, by its full name, is used for the first time. */
    default void opening(String collection) {}

    /**
     * Does the work with one commit at its end in place of one a write. Only for work that is harmless to repeat, since
     * a crash may keep just the first of its writes.
     */
    default void together(Runnable work) {
        work.run();
    }
}
