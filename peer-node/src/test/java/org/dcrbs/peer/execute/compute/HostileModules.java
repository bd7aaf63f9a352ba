package org.dcrbs.peer.execute.compute;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.util.Arrays;
import java.util.List;

/** Modules that mean harm, or are broken, each with what the node must say of it. */
final class HostileModules {
    private static final String MEMORY = "(memory (export \"memory\") 1)";
    private static final String ALLOC = "(func (export \"alloc\") (param i32) (result i32) i32.const 1024)";
    private static final String RUN = "(func (export \"run\") (param i32 i32) (result i64) i64.const 0)";

    private static final String CPU = "took more than 300 ms of processor time";

    private HostileModules() {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Hostile(String name, byte[] wasm, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Those that are let run, and must be stopped. */
    static List<Hostile> running() {
        return List.of(
                run("endless br", "(loop $l br $l) i64.const 0", CPU),
                run("endless br_if", "(loop $l (br_if $l (i32.const 1))) i64.const 0", CPU),
                run("endless br_table", "(loop $l (br_table $l $l (i32.const 0))) i64.const 0", CPU),
                run("endless loop of loops", "(loop $a (loop $b (br_if $b (i32.const 0))) br $a) i64.const 0", CPU),
                run(
                        "endless loop that works",
                        "(local i32) (loop $l (local.set 2 (i32.add (local.get 2) (i32.const 1)))"
                                + " (i32.store (i32.and (local.get 2) (i32.const 0xfffc)) (local.get 2)) br $l) i64.const 0",
                        CPU),
                run("endless calls", "(loop $l (drop (call $alloc (i32.const 1))) br $l) i64.const 0", CPU),
                run(
                        "endless fills",
                        "(loop $l (memory.fill (i32.const 0) (i32.const 7) (i32.const 65536)) br $l) i64.const 0",
                        CPU),
                module(
                        "endless alloc",
                        MEMORY + "(func (export \"alloc\") (param i32) (result i32) (loop $l br $l) i32.const 0)" + RUN,
                        CPU),
                module("looping start function", MEMORY + ALLOC + RUN + "(func $s (loop $l br $l)) (start $s)", CPU),
                module(
                        "branching recursion",
                        MEMORY + ALLOC
                                + "(func $f (param i32 i32) (result i64) (if (i32.eqz (local.get 0)) (then (return (i64.const 0))))"
                                + " (drop (call $f (i32.sub (local.get 0) (i32.const 1)) (i32.const 0))) (call $f (i32.sub (local.get 0) (i32.const 1)) (i32.const 0)))"
                                + " (func (export \"run\") (param i32 i32) (result i64) (call $f (i32.const 200) (i32.const 0)))",
                        CPU),
                module(
                        "deep recursion",
                        MEMORY + ALLOC
                                + "(func $f (export \"run\") (param i32 i32) (result i64) (i64.add (i64.const 1) (call $f (local.get 0) (local.get 1))))",
                        "call stack"),
                run(
                        "memory.grow bomb",
                        "(loop $l (br_if $l (i32.ne (memory.grow (i32.const 16)) (i32.const -1)))) unreachable",
                        "trap"),
                run("endless memory.grow", "(loop $l (drop (memory.grow (i32.const 1000))) br $l) i64.const 0", CPU),
                run("output longer than allowed", "i64.const 60000", "the order allows 1000"),
                run("output length that lies", "i64.const 0x00000000ffffffff", "the order allows 1000"),
                run("output beyond the memory", "i64.const 0x0000ffff00000002", "its memory has 65536"),
                run("output pointer below zero", "i64.const 0xffffffff00000010", "its memory has 65536"),
                module(
                        "alloc beyond the memory",
                        MEMORY + "(func (export \"alloc\") (param i32) (result i32) i32.const 65535)" + RUN,
                        "its memory has 65536"),
                module(
                        "alloc below zero",
                        MEMORY + "(func (export \"alloc\") (param i32) (result i32) i32.const -1)" + RUN,
                        "its memory has 65536"),
                run("load out of bounds", "(i64.load (i32.const 0x7fffffff))", "out of bounds"),
                run(
                        "store far out of bounds",
                        "(i64.store offset=0xfffffff0 (i32.const -1) (i64.const 1)) i64.const 0",
                        "out of bounds"),
                run("division by zero", "(i64.div_s (i64.const 1) (i64.const 0))", "divide by zero"),
                run("unreachable", "unreachable", "trap"),
                module(
                        "data segment out of bounds",
                        MEMORY + ALLOC + RUN + "(data (i32.const 65530) \"0123456789\")",
                        "out of bounds"),
                new Hostile(
                        "ten billion locals", BinaryModules.functionsWithLocals(200_000, 50_000), "ran out of memory"),
                new Hostile("deeply nested blocks", BinaryModules.nestedBlocks(1_000_000), "ran out of memory"));
    }

    /** Those that are not let run. */
    static List<Hostile> notAdmitted() {
        return List.of(
                module("import", "(import \"env\" \"exit\" (func))" + MEMORY + ALLOC + RUN, "imports 1 things"),
                module(
                        "imported memory",
                        "(import \"env\" \"memory\" (memory 1)) (export \"memory\" (memory 0))" + ALLOC + RUN,
                        "imports 1 things"),
                module("no memory", ALLOC + RUN, "0 memories"),
                module("memory not exported", "(memory 1)" + ALLOC + RUN, "does not export its memory"),
                module("no alloc", MEMORY + RUN, "exports no function \"alloc\""),
                module("no run", MEMORY + ALLOC, "exports no function \"run\""),
                module(
                        "run of another type",
                        MEMORY + ALLOC + "(func (export \"run\") (param i32) (result i64) i64.const 0)",
                        "its \"run\" is"),
                module(
                        "run that is a global",
                        MEMORY + ALLOC + "(global (export \"run\") i32 (i32.const 0))",
                        "exports no function \"run\""),
                module("memory beyond the order", "(memory (export \"memory\") 17)" + ALLOC + RUN, "17 pages"),
                module("huge table", MEMORY + ALLOC + RUN + "(table 9000000 funcref)", "9000000 entries"),
                module(
                        "SIMD",
                        MEMORY + ALLOC
                                + "(func (export \"run\") (param i32 i32) (result i64) (i64x2.extract_lane 0 (v128.const i64x2 1 2)))",
                        "may not"),
                module(
                        "oversized function",
                        MEMORY + ALLOC + "(func (export \"run\") (param i32 i32) (result i64)"
                                + "(drop (i32.add (local.get 0) (i32.const 77777)))".repeat(20_000) + " i64.const 0)",
                        "cannot be compiled"),
                new Hostile("wrong magic", new byte[] {0, 'a', 's', 'n', 1, 0, 0, 0}, "not a valid WebAssembly module"),
                new Hostile("empty", new byte[0], "not a valid WebAssembly module"),
                new Hostile("cut off", cutOff(), "not a valid WebAssembly module"),
                new Hostile("type error", typeError(), "not a valid WebAssembly module"));
    }

    private static Hostile run(String name, String body, String expected) {
        String alloc = "(func $alloc (export \"alloc\") (param i32) (result i32) i32.const 1024)";
        return module(
                name, MEMORY + alloc + "(func (export \"run\") (param i32 i32) (result i64) " + body + ")", expected);
    }

    private static Hostile module(String name, String fields, String expected) {
        return new Hostile(name, Wat2Wasm.parse("(module " + fields + ")"), expected);
    }

    private static byte[] cutOff() {
        byte[] whole = Wat2Wasm.parse("(module " + MEMORY + ALLOC + RUN + ")");
        return Arrays.copyOf(whole, whole.length - 3);
    }

    /** A run whose constant is of the wrong type: wat2wasm would not write it. */
    private static byte[] typeError() {
        byte[] good = Wat2Wasm.parse("(module " + MEMORY + ALLOC + RUN + ")");
        for (int i = good.length - 3; i >= 0; i--) {
            if (good[i] == 0x42 && good[i + 1] == 0 && good[i + 2] == 0x0B) {
                good[i] = 0x41;
            }
        }
        return good;
    }
}
