package org.dcrbs.peer.execute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.dcrbs.protocol.v1.WorkOrder.TaskCase;

/** The executors of this node, by the task they take. */
public final class Executors implements AutoCloseable {
    private final List<Executor> all;
    private final Map<TaskCase, Executor> byTask = new EnumMap<>(TaskCase.class);

    private Executors(List<Executor> all) {
        this.all = all;
        for (Executor executor : all) {
            for (TaskCase task : executor.tasks()) {
                Executor other = byTask.putIfAbsent(task, executor);
                if (other != null) {
                    throw new IllegalStateException("both " + other.getClass().getName() + " and "
                            + executor.getClass().getName() + " take " + task);
                }
            }
        }
    }

    /** Those on the class path. */
    public static Executors load() {
        return of(ServiceLoader.load(Executor.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    public static Executors of(List<Executor> executors) {
        return new Executors(List.copyOf(executors));
    }

    public Optional<Executor> forTask(TaskCase task) {
        return Optional.ofNullable(byTask.get(task));
    }

    /** Once at the node's start: clears away what leases that ended meanwhile left in the home. */
    public void recover(Path home) throws IOException {
        for (Executor executor : all) {
            if (executor instanceof Recovering recovering) {
                recovering.recover(home);
            }
        }
    }

    /** What disk space below the home is let and not filled yet. */
    public long promisedBytes(Path home) throws IOException {
        long bytes = 0;
        for (Executor executor : all) {
            bytes += executor instanceof Promising promising ? promising.promisedBytes(home) : 0;
        }
        return bytes;
    }

    /** Tells all of them how much the owner lets the node do. */
    public void allow(Allowance now) {
        all.forEach(executor -> executor.allow(now));
    }

    @Override
    public void close() {
        all.forEach(Executor::close);
    }
}
