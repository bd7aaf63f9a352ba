package org.dcrbs.server.replay;

import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import org.dcrbs.market.RoundId;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.policy.Drafts;
import org.dcrbs.server.policy.Fuse;
import org.dcrbs.server.policy.Policies;
import org.dcrbs.server.replay.ReplayInputs.Source;
import org.dcrbs.server.replay.ReplayResult.Side;
import org.dcrbs.server.round.Collector;
import org.dcrbs.server.round.Round;
import org.dcrbs.server.round.RoundInputs;
import org.dcrbs.server.round.RoundOptions;
import org.dcrbs.server.round.Rounds;
import org.dcrbs.server.round.Snapshot;
import org.springframework.stereotype.Component;

/** Finds what a replay is to work on. */
@Component
class ReplayMarkets implements Replays.Markets {
    /** What both sides of a replay take, a requirement's candidates included, is less than this for each lot. */
    private static final long BYTES_A_LOT = 20_000;

    private final Rounds rounds;
    private final Collector collector;
    private final Policies policies;
    private final Drafts drafts;
    private final Fuse fuse;
    private final Clock clock;

    ReplayMarkets(Rounds rounds, Collector collector, Policies policies, Drafts drafts, Fuse fuse, Clock clock) {
        this.fuse = fuse;
        this.drafts = drafts;
        this.rounds = rounds;
        this.collector = collector;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public ReplayInputs inputs(ReplayRequest request) {
        Source draft = draft(request);
        ReplayInputs inputs =
                request.round().isPresent() ? past(request.round().get(), request, draft) : live(request, draft);
        refuseIfTooLarge(inputs.market());
        return inputs;
    }

    private Source draft(ReplayRequest request) {
        if (request.stored().isEmpty()) {
            return request.files().isEmpty() ? policies::current : tried(request.name(), request.contents());
        }
        String id = request.stored().get();
        if (Drafts.isId(id)) {
            return tried(id, drafts.files(drafts.find(id)));
        }
        String version = policies.find(id).name();
        return () -> policies.version(version);
    }

    /** Within the replay, which is waited for anyway. */
    private Source tried(String name, SortedMap<String, byte[]> files) {
        return () -> {
            fuse.check(name, files);
            return ReplayInputs.files(name, files).get();
        };
    }

    private ReplayInputs live(ReplayRequest request, Source draft) {
        return new ReplayInputs(
                "live",
                collector.collect(clock.instant()),
                policies::current,
                draft,
                ReplayInputs.options(RoundOptions.DEFAULT, request),
                Optional.empty());
    }

    private ReplayInputs past(RoundId id, ReplayRequest request, Source draft) {
        Round round = rounds.find(id).orElseThrow(() -> new NotFoundException("no round " + id));
        RoundInputs inputs = rounds.inputs(round)
                .filter(any -> round.result().isPresent())
                .orElseThrow(() -> new BadInputException("round " + id + " can't be replayed: "
                        + (round.result().isPresent() ? "its inputs are not kept any more" : "it decided nothing")));
        Optional<Side> real = round.result()
                .map(result -> Comparison.side(inputs.policyVersion(), result, rounds.decided(round), round.options()));
        return new ReplayInputs(
                id.value(),
                inputs.market(),
                ofThen(inputs),
                draft,
                ReplayInputs.options(round.options(), request),
                real);
    }

    /** What is in force still needn't be compiled again. */
    private Source ofThen(RoundInputs inputs) {
        String version = inputs.policyVersion();
        return () -> {
            PolicySet now = policies.current();
            return now.version().equals(version)
                    ? now
                    : PolicySet.of(version.replaceFirst("-[0-9a-f]{8}$", ""), inputs.policies());
        };
    }

    private static void refuseIfTooLarge(Snapshot market) {
        long lots = market.offers().size()
                + market.demands().stream()
                        .mapToLong(demand -> demand.requirements().size())
                        .sum();
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (lots * BYTES_A_LOT > free) {
            throw new BadInputException("a replay of " + lots + " lots may take " + ((lots * BYTES_A_LOT) >> 20)
                    + " MiB, and only " + (free >> 20) + " are free; start the server with a larger -Xmx");
        }
    }
}
