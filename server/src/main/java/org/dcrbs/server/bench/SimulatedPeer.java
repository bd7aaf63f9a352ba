package org.dcrbs.server.bench;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dcrbs.protocol.link.Closing;
import org.dcrbs.protocol.link.LinkListener;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Heartbeat;
import org.dcrbs.protocol.v1.Hello;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.protocol.v1.WorkResult;
import org.dcrbs.protocol.v1.WorkResult.Outcome;
import org.dcrbs.server.blob.Digests;

/**
 * What a node says and keeps, without the node: it answers each order at once with what every other such peer would answer,
 * and says it again in every session until it is acknowledged.
 */
final class SimulatedPeer implements LinkListener {
    private static final int OUTPUT_BYTES = 16;

    private final String party;
    private final Tally tally;
    private final Crowd crowd;
    /** Said, and not acknowledged. */
    private final Map<String, WorkResult> unacknowledged = new LinkedHashMap<>();
    /** In this session, the orders of the results by the message's number. */
    private final Map<Long, String> said = new LinkedHashMap<>();

    private final Set<String> acknowledged = new HashSet<>();
    private Optional<PeerIdentity> identity = Optional.empty();
    private Optional<LinkSession> session = Optional.empty();
    private boolean welcome;
    private int failures;

    SimulatedPeer(String party, Tally tally, Crowd crowd) {
        this.party = party;
        this.tally = tally;
        this.crowd = crowd;
    }

    String party() {
        return party;
    }

    synchronized void enrolled(PeerIdentity as) {
        identity = Optional.of(as);
    }

    synchronized PeerIdentity identity() {
        return identity.orElseThrow(() -> new IllegalStateException(party + " isn't enrolled"));
    }

    /** How many attempts to connect have come to nothing, this one with them. */
    synchronized int failedAgain() {
        return ++failures;
    }

    @Override
    public synchronized void connected(LinkSession with) {
        session = Optional.of(with);
        said.clear();
        with.send(Envelope.newBuilder().setHello(Hello.newBuilder().setNodeVersion("simulated")));
    }

    synchronized void beat() {
        session.filter(open -> welcome)
                .ifPresent(open -> open.send(Envelope.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance())));
    }

    @Override
    public synchronized void message(LinkSession with, Envelope message) {
        switch (message.getBodyCase()) {
            case WELCOME -> welcome(with);
            case WORK_ORDER -> answer(with, message.getWorkOrder());
            case ACK -> acknowledged(message.getInReplyTo());
            default -> {
                // Notices and the like: nothing that this peer acts upon.
            }
        }
    }

    private void welcome(LinkSession with) {
        welcome = true;
        failures = 0;
        tally.welcome(1);
        unacknowledged.values().forEach(result -> say(with, result));
    }

    private void answer(LinkSession with, WorkOrder order) {
        if (acknowledged.contains(key(order.getId(), order.getAttempt()))) {
            tally.askedAgain(party + " is asked for " + order.getId() + ", whose result was acknowledged");
        }
        WorkResult result = WorkResult.newBuilder()
                .setOrderId(order.getId())
                .setAttempt(order.getAttempt())
                .setOutcome(Outcome.DONE)
                .setOutput(order.hasCompute() ? output(order.getCompute().getInput()) : ByteString.EMPTY)
                .setCpuNanos(1000)
                .setWallNanos(1000)
                .build();
        if (unacknowledged.put(order.getId(), result) == null) {
            tally.outstanding(unacknowledged.size());
        }
        say(with, result);
    }

    private void say(LinkSession with, WorkResult result) {
        said.put(with.send(Envelope.newBuilder().setWorkResult(result)), result.getOrderId());
    }

    /** Of the input alone, so that all compute the same. */
    private static ByteString output(ByteString input) {
        return ByteString.copyFrom(Arrays.copyOf(Digests.sha256().digest(input.toByteArray()), OUTPUT_BYTES));
    }

    private void acknowledged(long message) {
        String order = said.remove(message);
        WorkResult result = order == null ? null : unacknowledged.remove(order);
        if (result != null) {
            acknowledged.add(key(result.getOrderId(), result.getAttempt()));
            tally.acknowledged();
        }
    }

    private static String key(String order, int attempt) {
        return order + "#" + attempt;
    }

    @Override
    public void closed(LinkSession with, Closing how) {
        synchronized (this) {
            session = Optional.empty();
            if (welcome) {
                welcome = false;
                tally.welcome(-1);
            }
        }
        crowd.lost(this);
    }
}
