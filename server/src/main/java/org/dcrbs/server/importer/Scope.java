package org.dcrbs.server.importer;

/**
 * What a formula can see.
 *
 * @param count which repetition this is, from 1; the innermost where they are nested
 */
record Scope(Row row, long count) {
    Scope at(long repetition) {
        return new Scope(row, repetition);
    }
}
