package org.dcrbs.server.work;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Base64;
import java.util.Optional;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;

/**
 * A work order as it is stored.
 *
 * @param id derived from the leg, so that issuing it again is harmless
 * @param executor whose node does it
 * @param task the protocol's WorkOrder, Base64
 * @param unit whether it is one of thousands, perhaps: a unit of a job, computed or checked
 * @param attempt counts from 1
 * @param outputSha256 of a done order: its output, in the blob store
 * @param detail of a failed order: why
 */
public record Order(
        String id,
        ContractId contract,
        String leg,
        PartyId executor,
        String task,
        boolean unit,
        int attempt,
        State state,
        Optional<String> outputSha256,
        long cpuNanos,
        long wallNanos,
        String detail) {
    /** How the order is named by which a lease is in use. */
    static final String USE = "use";

    private static final int MOST_ATTEMPTS = 3;
    private static final int LONGEST_DETAIL = 500;

    /** Where an order stands. */
    public enum State {
        OPEN,
        DONE,
        FAILED
    }

    /** One that was just issued. */
    static Order open(String id, ContractId contract, String leg, PartyId executor, WorkOrder task) {
        String encoded = Base64.getEncoder().encodeToString(task.toByteArray());
        return open(id, contract, leg, executor, encoded, task.hasCompute());
    }

    static Order open(String id, ContractId contract, String leg, PartyId executor, String task, boolean unit) {
        return new Order(id, contract, leg, executor, task, unit, 1, State.OPEN, Optional.empty(), 0, 0, "");
    }

    /** The lessee's word that it uses the lease itself: nothing to be done by anybody, and so done. */
    static Order use(Order lease, PartyId lessee) {
        return new Order(
                use(lease),
                lease.contract(),
                lease.leg(),
                lessee,
                "",
                false,
                1,
                State.DONE,
                Optional.empty(),
                0,
                0,
                "");
    }

    /** The id of the order by which that lease is in use, if it is. */
    static String use(Order lease) {
        return lease.leg() + "/" + USE;
    }

    /** Whether it only says that a lease is in use. */
    public boolean saysInUse() {
        return id.equals(use(this));
    }

    boolean isDone() {
        return state == State.DONE;
    }

    /** Whether its executor wouldn't do it, rather than couldn't. */
    boolean isRefused() {
        return state == State.FAILED && detail.startsWith(Outcome.REFUSED.name());
    }

    /** Whether that result, of that attempt, is still wanted. */
    boolean awaits(WorkResult result) {
        return state == State.OPEN && attempt == result.getAttempt();
    }

    /** The order as its executor gets it. */
    public WorkOrder order() {
        try {
            return WorkOrder.parseFrom(Base64.getDecoder().decode(task)).toBuilder()
                    .setAttempt(attempt)
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("order " + id + " can't be read back", e);
        }
    }

    String output() {
        return outputSha256.orElseThrow(() -> new IllegalStateException("order " + id + " has no output"));
    }

    /** With a result that it awaits: done, to be tried again, or failed. */
    Order after(WorkResult result, String output) {
        if (result.getOutcome() == Outcome.DONE) {
            return done(output, result.getCpuNanos(), result.getWallNanos());
        }
        boolean again = result.getOutcome() == Outcome.FAILED && attempt < MOST_ATTEMPTS;
        return again ? again() : failed(result.getOutcome() + ": " + inShort(result.getDetail()));
    }

    /** A node's words go into the contract and to the other side. */
    private static String inShort(String detail) {
        String plain = detail.replaceAll("\\p{Cntrl}+", " ");
        return plain.length() <= LONGEST_DETAIL ? plain : plain.substring(0, LONGEST_DETAIL) + "...";
    }

    Order done(String output, long cpu, long wall) {
        return new Order(
                id, contract, leg, executor, task, unit, attempt, State.DONE, Optional.of(output), cpu, wall, "");
    }

    Order failed(String why) {
        return new Order(
                id,
                contract,
                leg,
                executor,
                task,
                unit,
                attempt,
                State.FAILED,
                Optional.empty(),
                cpuNanos,
                wallNanos,
                why);
    }

    Order again() {
        return new Order(
                id, contract, leg, executor, task, unit, attempt + 1, State.OPEN, Optional.empty(), 0, 0, detail);
    }
}
