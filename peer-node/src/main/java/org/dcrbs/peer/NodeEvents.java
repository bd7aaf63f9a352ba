package org.dcrbs.peer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dcrbs.peer.link.Conversation;
import org.dcrbs.peer.link.LinkEvents;
import org.dcrbs.peer.link.ResultDelivery;
import org.dcrbs.peer.share.Machine;
import org.dcrbs.peer.transfer.BlobDesk;
import org.dcrbs.peer.work.Workshop;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.v1.Ack;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Heartbeat;
import org.dcrbs.protocol.v1.Hello;
import org.dcrbs.protocol.v1.WorkResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes what the coordinator says to whom it concerns. */
final class NodeEvents implements LinkEvents {
    private static final Logger LOG = LoggerFactory.getLogger(NodeEvents.class);

    private final Measurements measurements;
    private final ShareTeller teller;
    private final Workshop workshop;
    private final ResultDelivery delivery;
    private final BlobDesk blobs;
    private final Notices notices;
    private final Supplier<String> door;
    private final List<Consumer<Conversation>> regularly;

    /**
     * @param door where other nodes dial this one; empty: nowhere
     * @param regularly done with every heartbeat
     */
    NodeEvents(
            Measurements measurements,
            ShareTeller teller,
            Workshop workshop,
            ResultDelivery delivery,
            BlobDesk blobs,
            Notices notices,
            Supplier<String> door,
            List<Consumer<Conversation>> regularly) {
        this.measurements = measurements;
        this.teller = teller;
        this.workshop = workshop;
        this.delivery = delivery;
        this.blobs = blobs;
        this.notices = notices;
        this.door = door;
        this.regularly = List.copyOf(regularly);
    }

    @Override
    public Hello hello() {
        Machine machine = measurements.now();
        return Hello.newBuilder()
                .setNodeVersion(Version.TEXT)
                .setHardware(machine.hardware())
                .setBenchmarks(machine.benchmarks())
                .setDoor(door.get())
                .build();
    }

    @Override
    public Heartbeat heartbeat() {
        return Heartbeat.newBuilder()
                .setOrdersRunning(workshop.running())
                .setOrdersWaiting(workshop.waiting())
                .build();
    }

    @Override
    public void welcomed(Conversation with) {
        teller.tell(with);
        delivery.deliver(with);
    }

    @Override
    public void tick(Conversation with) {
        teller.tellIfStale(with);
        delivery.deliver(with);
        regularly.forEach(task -> task.accept(with));
    }

    @Override
    public void message(Conversation with, Envelope message) {
        try {
            switch (message.getBodyCase()) {
                case WORK_ORDER -> order(with, message);
                case CANCEL_ORDER -> {
                    workshop.cancel(
                            message.getCancelOrder().getOrderId(),
                            message.getCancelOrder().getReason());
                    acknowledge(with, message);
                }
                case CONTRACT_NOTICE -> {
                    notices.add(message.getContractNotice());
                    acknowledge(with, message);
                }
                case BLOB_REQUEST -> blobs.answer(with, message);
                case ACK -> LOG.debug("Acknowledged: message {}", message.getInReplyTo());
                case ERROR ->
                    LOG.warn("The coordinator says: {}", message.getError().getText());
                default ->
                    with.refuse(message, ErrorCode.UNKNOWN_MESSAGE, "a node has no use for " + message.getBodyCase());
            }
        } catch (IOException e) {
            LOG.error("{} cannot be kept: {}", message.getBodyCase(), e.getMessage());
            with.refuse(message, ErrorCode.INTERNAL, "the node cannot write to its home");
        }
    }

    private void order(Conversation with, Envelope message) throws IOException {
        Optional<WorkResult> known = workshop.take(message.getWorkOrder());
        if (known.isPresent()) {
            with.answer(message, Envelope.newBuilder().setWorkResult(known.get()));
        } else {
            acknowledge(with, message);
        }
    }

    private static void acknowledge(Conversation with, Envelope message) {
        with.answer(message, Envelope.newBuilder().setAck(Ack.getDefaultInstance()));
    }
}
