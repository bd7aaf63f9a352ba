package org.dcrbs.peer.execute.compute.child;

/**
 * The instructions of WebAssembly's first version, with bulk memory, sign extension and saturating
 * conversion; by their binary codes, which are the standard's and never change. Left out: SIMD (whose
 * relaxed forms differ from machine to machine), threads, exceptions, garbage-collected types, tail calls,
 * and growing tables, which no limit would count.
 */
final class AllowedInstructions {
    private AllowedInstructions() {}

    static boolean contains(int opcode) {
        return in(opcode, 0x00, 0x05) // unreachable, nop, block, loop, if, else
                || in(opcode, 0x0B, 0x11) // end, br, br_if, br_table, return, call, call_indirect
                || in(opcode, 0x1A, 0x1B) // drop, select
                || in(opcode, 0x20, 0x24) // locals and globals
                || in(opcode, 0x28, 0xC4) // memory, constants, numbers, sign extension
                || in(opcode, 0xFC00, 0xFC0B) // saturating conversion, memory.init, .copy, .fill, data.drop
                || in(opcode, 0xFC0C, 0xFC0E); // table.init, table.copy, elem.drop
    }

    private static boolean in(int opcode, int from, int to) {
        return from <= opcode && opcode <= to;
    }
}
