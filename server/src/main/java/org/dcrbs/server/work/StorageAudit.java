package org.dcrbs.server.work;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Pairing;
import org.dcrbs.protocol.proof.MerkleTree;
import org.dcrbs.protocol.v1.StorageChallenge;
import org.dcrbs.protocol.v1.StorageLease;
import org.dcrbs.protocol.v1.StorageProof;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.work.Step.Failed;
import org.dcrbs.server.work.Step.Issue;
import org.dcrbs.server.work.Step.Waiting;

/**
 * The challenges of a storage lease while it lasts: {@value #CHALLENGES}, each at a moment drawn within its part of the
 * lease, for a piece drawn. One that is answered wrongly, or not in time, is followed by another; if that fares no better,
 * the lease is broken. At its end the digest of all of it is asked, so a challenge that the end overtakes is let go.
 */
final class StorageAudit {
    static final int CHALLENGES = 3;
    /** How long a node may take to answer, asleep or away though it be. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    /** A piece, and the hashes beside its way up, with room for the wrapping. */
    private static final int LONGEST_PROOF = MerkleTree.LEAF_BYTES + 64 * 40;

    private static final String REVIEW = "d";

    private final Pairing pairing;
    private final Order lease;
    private final LegOrders orders;
    private final Surroundings around;

    StorageAudit(Pairing pairing, Order lease, LegOrders orders, Surroundings around) {
        this.pairing = pairing;
        this.lease = lease;
        this.orders = orders;
        this.around = around;
    }

    private enum State {
        PASSED,
        RUNNING,
        MISSED
    }

    /** What is next while the lease lasts. */
    Step next() throws IOException {
        boolean over = !around.now().isBefore(pairing.window().until());
        // A lease that was issued before there were audits has no root.
        if (over || terms().getRoot().isEmpty()) {
            return new Waiting();
        }
        int due = new AuditMoments(pairing.window(), lease.id(), CHALLENGES, around).due();
        for (int number = 0; number < CHALLENGES; number++) {
            Optional<Order> first = orders.find(name(number));
            if (first.isPresent() && state(first.get()) == State.MISSED) {
                Step again = again(name(number) + "-again", first.get());
                if (!(again instanceof Waiting)) {
                    return again;
                }
            }
        }
        // Those that nobody was there to send in their time are made up for by the last of them.
        return due > 0 && orders.find(name(due - 1)).isEmpty() ? challenge(name(due - 1)) : new Waiting();
    }

    /** One challenge more, at once; empty when it has been answered rightly. */
    Optional<Step> review() throws IOException {
        Optional<Order> first = orders.find(REVIEW);
        if (first.isEmpty()) {
            return Optional.of(terms().getRoot().isEmpty() ? new Failed("it has no root") : challenge(REVIEW));
        }
        return switch (state(first.get())) {
            case PASSED -> Optional.empty();
            case RUNNING -> Optional.of(new Waiting());
            case MISSED -> {
                String again = REVIEW + "-again";
                Optional<Order> second = orders.find(again);
                boolean passed = second.isPresent() && state(second.get()) == State.PASSED;
                yield passed ? Optional.empty() : Optional.of(again(again, first.get()));
            }
        };
    }

    private Step again(String name, Order first) throws IOException {
        Optional<Order> second = orders.find(name);
        if (second.isEmpty()) {
            return challenge(name);
        }
        if (state(second.get()) != State.MISSED) {
            return new Waiting();
        }
        String reason = "what is leased was not there: " + account(first) + "; " + account(second.get());
        return new Failed(reason, Findings.of(pairing.giver(), Kind.LEASE_BROKEN, reason));
    }

    private Step challenge(String name) {
        Instant until = around.now().plus(PATIENCE);
        Instant end = pairing.window().until();
        long leaves = leaves();
        WorkOrder.Builder task = WorkOrder.newBuilder()
                .setDeadlineEpochMs((until.isBefore(end) ? until : end).toEpochMilli())
                .setStorageChallenge(StorageChallenge.newBuilder()
                        .setLeaseOrderId(lease.id())
                        .setLeaf(Long.remainderUnsigned(around.draw(lease.id() + "/" + name), leaves))
                        .setLeaves(leaves));
        return new Issue(List.of(orders.draft(name, pairing.giver(), task)));
    }

    private static String name(int number) {
        return "c" + number;
    }

    private State state(Order challenge) throws IOException {
        return switch (challenge.state()) {
            case DONE -> isRight(challenge) ? State.PASSED : State.MISSED;
            case FAILED -> State.MISSED;
            case OPEN ->
                around.now().toEpochMilli() < challenge.order().getDeadlineEpochMs() ? State.RUNNING : State.MISSED;
        };
    }

    private boolean isRight(Order done) throws IOException {
        Optional<byte[]> output = around.bytes(done.output(), LONGEST_PROOF);
        if (output.isEmpty()) {
            return false;
        }
        try {
            StorageProof proof = StorageProof.parseFrom(output.get());
            return MerkleTree.proves(
                    terms().getRoot().toByteArray(),
                    leaves(),
                    done.order().getStorageChallenge().getLeaf(),
                    proof.getPiece().toByteArray(),
                    proof.getPathList().stream().map(ByteString::toByteArray).toList());
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private static String account(Order challenge) {
        String piece = "piece " + challenge.order().getStorageChallenge().getLeaf();
        return switch (challenge.state()) {
            case DONE -> piece + " is not what was stored";
            case FAILED -> piece + ": " + challenge.detail();
            case OPEN -> piece + ": no answer in time";
        };
    }

    private long leaves() {
        return terms().getMegaBytes() * MerkleTree.LEAVES_PER_MEGA_BYTE;
    }

    private StorageLease terms() {
        return lease.order().getStorage();
    }
}
