package org.dcrbs.peer.execute.compute.child;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Runs a unit on a fresh instance of its module, so that no unit ever sees what another left. */
final class UnitRunner {
    private final CompiledModules modules;

    UnitRunner(CompiledModules modules) {
        this.modules = modules;
    }

    Reply run(Unit unit, CpuBudget budget) {
        budget.startCompiling();
        CompiledModules.Compiled compiled;
        try {
            compiled = modules.get(unit);
        } catch (NotAdmittedException e) {
            return Reply.refused(e.reason());
        } catch (IOException e) {
            return Reply.failed(e.toString(), 0);
        } catch (RuntimeException e) {
            // The compiler gives up in many ways: a function too large for a Java method is the usual one.
            return Reply.refused("the module cannot be compiled: " + e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            return Reply.fatal("the module cannot be compiled: " + e, 0);
        }
        MemoryLimits wanted = ModuleGate.memoryLimits(compiled.module());
        if (wanted.initialPages() > unit.limits().memoryPages()) {
            return Reply.refused("the module is refused: it starts with " + wanted.initialPages()
                    + " pages of memory, the order allows " + unit.limits().memoryPages());
        }
        budget.startRunning();
        try {
            byte[] output = run(compiled, unit, wanted);
            return Reply.done(output, spent(budget));
        } catch (UnitFault e) {
            return Reply.failed(e.words, spent(budget));
        } catch (ChicoryException e) {
            // An exhausted stack may have left a class of the JDK's or Chicory's half initialised.
            return e.getCause() instanceof StackOverflowError
                    ? Reply.fatal("trap: the call stack is exhausted", spent(budget))
                    : Reply.failed(words(e, budget), spent(budget));
        } catch (RuntimeException e) {
            return Reply.failed("trap: " + e, spent(budget));
        } catch (StackOverflowError e) {
            return Reply.fatal("trap: the call stack is exhausted", spent(budget));
        } catch (OutOfMemoryError e) {
            return Reply.fatal("out of memory", spent(budget));
        }
    }

    private static long spent(CpuBudget budget) {
        return budget.spentNanos(ManagementFactory.getThreadMXBean());
    }

    private static String words(ChicoryException e, CpuBudget budget) {
        return budget.isOverdrawn(ManagementFactory.getThreadMXBean()) ? budget.overdrawn() : "trap: " + e.getMessage();
    }

    private static byte[] run(CompiledModules.Compiled compiled, Unit unit, MemoryLimits wanted) throws UnitFault {
        int mostPages = Math.min(wanted.maximumPages(), unit.limits().memoryPages());
        Instance instance = Instance.builder(compiled.module())
                .withMachineFactory(compiled.machine())
                .withMemoryLimits(new MemoryLimits(wanted.initialPages(), mostPages))
                .withMemoryFactory(ByteArrayMemory::new)
                .build();
        Memory memory = instance.memory();
        int length = unit.input().length;
        int at = (int) instance.export("alloc").apply(length)[0];
        checkWithin(memory, "alloc(" + length + ") returned", at, length);
        memory.write(at, unit.input());
        long result = instance.export("run").apply(at, length)[0];
        int outputAt = (int) (result >>> 32);
        int outputLength = (int) result;
        if (Integer.toUnsignedLong(outputLength) > unit.limits().outputBytes()) {
            throw new UnitFault("its output has " + Integer.toUnsignedLong(outputLength) + " bytes, the order allows "
                    + unit.limits().outputBytes());
        }
        checkWithin(memory, "run returned", outputAt, outputLength);
        return memory.readBytes(outputAt, outputLength);
    }

    private static void checkWithin(Memory memory, String who, int at, int length) throws UnitFault {
        long end = Integer.toUnsignedLong(at) + Integer.toUnsignedLong(length);
        long size = (long) memory.pages() * Memory.PAGE_SIZE;
        if (end > size) {
            throw new UnitFault("%s %d bytes at %d, its memory has %d"
                    .formatted(who, Integer.toUnsignedLong(length), Integer.toUnsignedLong(at), size));
        }
    }

    /** The module broke the agreement on how it is called. */
    private static final class UnitFault extends Exception {
        private static final long serialVersionUID = 1L;

        private final String words;

        UnitFault(String words) {
            super(words);
            this.words = words;
        }
    }
}
