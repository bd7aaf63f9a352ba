package org.dcrbs.peer.execute.compute.child;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets in the modules whose result is a function of their input: nothing imported, the three exports that
 * docs/work-units.md names, and instructions that give the same bits on every machine.
 */
final class ModuleGate {
    /** A table is an array in the child whatever the memory limit says. */
    private static final long MAX_TABLE_ENTRIES = 1 << 16;

    private static final int MAX_TABLES = 4;
    private static final int MAX_GLOBALS = 10_000;

    private ModuleGate() {}

    static WasmModule admit(Supplier<WasmModule> parse) throws NotAdmittedException {
        WasmModule module;
        try {
            module = parse.get();
        } catch (ChicoryException e) {
            throw new NotAdmittedException("not a valid WebAssembly module: " + e.getMessage());
        }
        int imports = module.importSection().importCount();
        refuseIf(imports > 0, "it imports " + imports + " things, a work unit imports nothing");
        checkMemory(module);
        checkTables(module);
        refuseIf(module.globalSection().globalCount() > MAX_GLOBALS, "it has more than " + MAX_GLOBALS + " globals");
        checkFunction(module, "alloc", FunctionType.of(List.of(ValType.I32), List.of(ValType.I32)));
        checkFunction(module, "run", FunctionType.of(List.of(ValType.I32, ValType.I32), List.of(ValType.I64)));
        checkInstructions(module);
        return module;
    }

    private static void checkMemory(WasmModule module) throws NotAdmittedException {
        int memories = module.memorySection().map(MemorySection::memoryCount).orElse(0);
        refuseIf(memories != 1, "it has " + memories + " memories, a work unit has one");
        Optional<Export> memory = export(module, "memory");
        refuseIf(
                memory.isEmpty() || memory.get().exportType() != ExternalType.MEMORY,
                "it does not export its memory as \"memory\"");
        refuseIf(memoryLimits(module).shared(), "its memory is shared between threads");
    }

    static MemoryLimits memoryLimits(WasmModule module) {
        return module.memorySection().orElseThrow().getMemory(0).limits();
    }

    private static void checkTables(WasmModule module) throws NotAdmittedException {
        int tables = module.tableSection().tableCount();
        refuseIf(tables > MAX_TABLES, "it has " + tables + " tables, more than " + MAX_TABLES);
        for (int i = 0; i < tables; i++) {
            long entries = module.tableSection().getTable(i).limits().min();
            refuseIf(
                    entries > MAX_TABLE_ENTRIES,
                    "its table has " + entries + " entries, more than " + MAX_TABLE_ENTRIES);
        }
    }

    private static void checkFunction(WasmModule module, String name, FunctionType type) throws NotAdmittedException {
        Optional<Export> export = export(module, name);
        refuseIf(
                export.isEmpty() || export.get().exportType() != ExternalType.FUNCTION,
                "it exports no function \"" + name + "\"");
        FunctionType actual =
                module.functionSection().getFunctionType(export.get().index(), module.typeSection());
        refuseIf(!actual.typesMatch(type), "its \"" + name + "\" is " + actual + ", it should be " + type);
    }

    private static Optional<Export> export(WasmModule module, String name) {
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            Export export = module.exportSection().getExport(i);
            if (export.name().equals(name)) {
                return Optional.of(export);
            }
        }
        return Optional.empty();
    }

    private static void checkInstructions(WasmModule module) throws NotAdmittedException {
        for (FunctionBody body : module.codeSection().functionBodies()) {
            for (Instruction instruction : body.instructions()) {
                refuseIf(
                        !AllowedInstructions.contains(instruction.opcode().opcode()),
                        "it uses " + instruction.opcode() + ", which work units may not");
            }
        }
    }

    private static void refuseIf(boolean condition, String reason) throws NotAdmittedException {
        if (condition) {
            throw new NotAdmittedException("the module is refused: " + reason);
        }
    }
}
