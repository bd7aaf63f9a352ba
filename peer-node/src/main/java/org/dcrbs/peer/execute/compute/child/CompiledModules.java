package org.dcrbs.peer.execute.compute.child;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The modules this child has compiled, by SHA-256; the least used leaves first. */
final class CompiledModules {
    private static final int KEPT = 8;

    /** Ready to be instantiated. */
    record Compiled(WasmModule module, Function<Instance, Machine> machine) {}

    private final Map<String, Compiled> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Compiled> eldest) {
            return size() > KEPT;
        }
    };

    Compiled get(Unit unit) throws IOException, NotAdmittedException {
        Compiled known = kept.get(unit.name());
        if (known == null) {
            known = compile(unit);
            kept.put(unit.name(), known);
        }
        return known;
    }

    private static Compiled compile(Unit unit) throws IOException, NotAdmittedException {
        byte[] bytes = Files.readAllBytes(unit.module());
        if (!MessageDigest.isEqual(sha256(bytes), unit.sha256())) {
            throw new IOException("the module in " + unit.module() + " is not " + unit.name());
        }
        WasmModule module = ModuleGate.admit(() -> Parser.parse(bytes));
        // Never interpreted: the interpreter's loops cannot be interrupted.
        Function<Instance, Machine> machine = MachineFactoryCompiler.builder(module)
                .withInterpreterFallback(InterpreterFallback.FAIL)
                .compile();
        return new Compiled(module, machine);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
