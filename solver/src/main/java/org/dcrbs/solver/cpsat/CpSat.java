package org.dcrbs.solver.cpsat;

import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.SatParameters;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/** Solves pairing problems by OR-Tools' CP-SAT. */
public final class CpSat {
    private static final int MILLIS = 50;

    private CpSat() {}

    /** Whether there is a native library for this platform. Without one nothing is found and nothing proven. */
    public static boolean available() {
        return Natives.loaded();
    }

    /** Solves a whole problem, from an allocation on that may be infeasible, and of a table with more candidates. */
    public static CpResult solve(PairingTable table, Allocation start, CpLimits limits) {
        int[] all = IntStream.range(0, table.bundleCount()).toArray();
        return solve(new Allocation(table), all, start, limits);
    }

    /**
     * Makes an allocation's choice for a few bundles anew, with all others as they are.
     *
     * @return a feasible allocation that is better, or that is feasible where the given one is not
     */
    public static Optional<Allocation> improve(Allocation allocation, int[] bundles, CpLimits limits) {
        Allocation rest = new Allocation(allocation.table());
        rest.restore(allocation.picks());
        Arrays.stream(bundles).filter(rest::served).forEach(rest::release);
        return solve(rest, bundles, allocation, limits)
                .allocation()
                .filter(found -> !allocation.feasible() || found.surplus() > allocation.surplus());
    }

    private static CpResult solve(Allocation rest, int[] bundles, Allocation start, CpLimits limits) {
        if (!available() || limits.stop().getAsBoolean()) {
            return CpResult.NOTHING;
        }
        PairingModel model = new PairingModel(rest, bundles);
        model.hint(start);
        CpSolver solver = new CpSolver();
        set(solver.getParameters(), limits);
        CpSolverStatus status;
        CountDownLatch closed = watch(limits.stop(), solver::stopSearch);
        try {
            status = solver.solve(model.model());
        } finally {
            closed.countDown();
        }
        return switch (status) {
            case OPTIMAL, FEASIBLE -> found(model, solver);
            case INFEASIBLE -> new CpResult(Optional.empty(), Long.MAX_VALUE, true);
            case UNKNOWN, MODEL_INVALID, UNRECOGNIZED -> CpResult.NOTHING;
        };
    }

    private static CpResult found(PairingModel model, CpSolver solver) {
        Allocation allocation = model.allocation(solver::booleanValue);
        Optional<Allocation> feasible = Optional.of(allocation).filter(Allocation::feasible);
        return new CpResult(feasible, model.bound(solver.bestObjectiveBound()), false);
    }

    private static void set(SatParameters.Builder parameters, CpLimits limits) {
        parameters
                .setMaxTimeInSeconds(limits.time().toNanos() / 1e9)
                .setNumWorkers(limits.workers())
                // Ctrl-C is for the program around it.
                .setCatchSigintSignal(false)
                .setRandomSeed((int) (limits.seed() & Integer.MAX_VALUE));
        limits.work().ifPresent(parameters::setMaxDeterministicTime);
    }

    private static CountDownLatch watch(BooleanSupplier stop, Runnable onStop) {
        CountDownLatch closed = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!closed.await(MILLIS, TimeUnit.MILLISECONDS)) {
                            // Again and again: what is stopped before it has begun would go on.
                            if (stop.getAsBoolean()) {
                                onStop.run();
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "solve-cpsat-stop");
        thread.setDaemon(true);
        thread.start();
        return closed;
    }
}
