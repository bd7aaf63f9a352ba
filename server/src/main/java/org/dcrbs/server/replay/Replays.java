package org.dcrbs.server.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.replay.Replay.Cancelled;
import org.dcrbs.server.replay.Replay.Failed;
import org.dcrbs.server.replay.Replay.Refused;
import org.dcrbs.server.replay.Replay.Running;
import org.dcrbs.server.replay.Replay.State;
import org.dcrbs.solver.InvalidProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * Runs replays, one at a time, beside the rounds. They and their results live in memory only; the last few are kept.
 */
@Service
public class Replays implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    /** Where a replay's inputs come from. */
    interface Markets {
        ReplayInputs inputs(ReplayRequest request);
    }

    /** Results of large markets are large. */
    static final int KEPT = 5;

    private final Markets markets;
    private final Map<String, Replay> replays = new LinkedHashMap<>();
    private final Executor worker;
    private int number;

    @Autowired
    Replays(Markets markets) {
        this(markets, new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "replay");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** @param worker runs one after the other */
    Replays(Markets markets, Executor worker) {
        this.markets = markets;
        this.worker = worker;
    }

    /** Begins one in the background; refused while another one runs. */
    public synchronized Replay start(ReplayRequest request) {
        for (Replay other : replays.values()) {
            if (other.isRunning()) {
                throw new BadInputException("replay " + other.id() + " of " + other.subject()
                        + " still runs; cancel it or wait for its end");
            }
        }
        ReplayInputs inputs = markets.inputs(request);
        String id = String.format(Locale.ROOT, "w-%04d", ++number);
        Replay replay = new Replay(id, inputs.subject(), request.name(), new Running(0, "begins"));
        if (replays.size() == KEPT) {
            replays.remove(replays.keySet().iterator().next());
        }
        replays.put(id, replay);
        worker.execute(() -> run(id, inputs));
        return replay;
    }

    public synchronized Optional<Replay> find(String id) {
        return Optional.ofNullable(replays.get(id));
    }

    /** Those that are kept, the latest last. */
    public synchronized List<Replay> all() {
        return List.copyOf(replays.values());
    }

    /** Ends it at its next step, if it runs. */
    public void cancel(String id) {
        set(id, new Cancelled());
    }

    private void run(String id, ReplayInputs inputs) {
        try {
            ReplayRun run = new ReplayRun(inputs, running -> set(id, running), () -> !isRunning(id));
            set(id, new Replay.Done(run.run()));
        } catch (PolicyException e) {
            set(id, new Refused(String.valueOf(e.getMessage())));
        } catch (CancellationException e) {
            LOG.info("Replay {} was cancelled.", id);
        } catch (BadInputException | InvalidProblemException e) {
            set(id, new Failed(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("Replay {} failed", id, e);
            set(id, new Failed("an internal fault: " + e));
        }
    }

    private synchronized boolean isRunning(String id) {
        return find(id).filter(Replay::isRunning).isPresent();
    }

    /** What has ended stays as it is. */
    private synchronized void set(String id, State state) {
        replays.computeIfPresent(id, (any, replay) -> replay.isRunning() ? replay.now(state) : replay);
    }

    @Override
    public void destroy() {
        all().forEach(replay -> cancel(replay.id()));
    }
}
