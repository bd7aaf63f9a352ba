package org.dcrbs.server.work;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Spec;
import org.dcrbs.protocol.v1.ErrandAnswer;
import org.dcrbs.protocol.v1.FileReceive;
import org.dcrbs.protocol.v1.FileSend;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.blob.Digests;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.work.Step.Delivered;
import org.dcrbs.server.work.Step.Failed;
import org.dcrbs.server.work.Step.Waiting;

/**
 * A file's way. From node to node where the giver's has a door: the giver holds it open, and with it those who offer the
 * same file and would; the taker fetches it from all of them and says so.
 * If the taker says that it can't, or nothing until three quarters of the time are over, or there is no door, then by way
 * of the coordinator, who sees for itself whether the giver gives it: what the taker says can't keep the giver from its pay.
 */
final class FilePlan {
    private static final int MOST_RESEEDERS = 7;

    private final Leg leg;
    private final Spec offered;
    private final LegOrders orders;
    private final Surroundings around;

    /** @param offered the spec of the offer behind the leg, as it is now */
    FilePlan(Leg leg, Spec offered, LegOrders orders, Surroundings around) {
        this.leg = leg;
        this.offered = offered;
        this.orders = orders;
        this.around = around;
    }

    /** The giver's node may have changed the offer since it was agreed on. */
    Step next() throws IOException {
        Pairing pairing = leg.pairing();
        if (pairing.least().shortfall(offered).isPresent()) {
            return failed(pairing.offer() + " is another file now than was agreed on");
        }
        FileHeader header = (FileHeader) offered;
        Optional<Order> begun = orders.find("send").or(() -> orders.find("hold"));
        if (begun.isPresent()
                && !begun.get().order().getFileSend().getSha256().equals(LegPlan.bytes(header.sha256()))) {
            return failed(pairing.offer() + " has become another file while it was sent");
        }
        return orders.find("send").isPresent()
                ? relay(header)
                : direct(header).orElseGet(() -> new Step.Issue(List.of(send(header)), orders.open()));
    }

    /** Empty if the file can't go straight to the taker. */
    private Optional<Step> direct(FileHeader header) {
        Optional<Order> fetch = orders.find("fetch");
        if (fetch.isEmpty()) {
            return around.hasNode(leg.pairing().taker()) ? begin(header) : Optional.empty();
        }
        // The output is the SHA-256 of the file that the taker has; it is named by its own.
        byte[] agreed = LegPlan.bytes(header.sha256()).toByteArray();
        if (fetch.get().isDone() && fetch.get().output().equals(Digests.sha256(agreed))) {
            return Optional.of(new Delivered(delivered(), orders.open()));
        }
        boolean open = fetch.get().state() == Order.State.OPEN
                && orders.failed("hold").isEmpty()
                && around.now().isBefore(lastCall());
        return open ? Optional.of(new Waiting()) : Optional.empty();
    }

    private Optional<Step> begin(FileHeader header) {
        Pairing pairing = leg.pairing();
        if (around.door(pairing.giver()).isEmpty() || !around.now().isBefore(lastCall())) {
            return Optional.empty();
        }
        List<Step.Draft> drafts = new ArrayList<>();
        FileReceive.Builder fetch = receive(header);
        List<PartyId> holders = new ArrayList<>(List.of(pairing.giver()));
        around.reseeders(header.sha256(), Set.of(pairing.giver(), pairing.taker())).stream()
                .limit(MOST_RESEEDERS)
                .forEach(holders::add);
        for (PartyId holder : holders) {
            String name = drafts.isEmpty() ? "hold" : "hold-" + holder;
            Step.Draft hold = orders.draft(name, holder, hold(header));
            drafts.add(hold);
            fetch.addHolders(ErrandAnswer.Lease.newBuilder()
                    .setOrderId(hold.id())
                    .setGiver(holder.value())
                    .setCategory(header.category().name())
                    .setDoor(around.door(holder)));
        }
        drafts.add(orders.draft("fetch", pairing.taker(), WorkOrder.newBuilder().setFileReceive(fetch)));
        return Optional.of(new Step.Issue(drafts));
    }

    private WorkOrder.Builder hold(FileHeader header) {
        return WorkOrder.newBuilder()
                .setLessee(leg.pairing().taker().value())
                .setFileSend(FileSend.newBuilder()
                        .setSha256(LegPlan.bytes(header.sha256()))
                        .setHeld(true)
                        .setBytes(header.bytes()));
    }

    /** When it is too late to wait for the taker's word. */
    private Instant lastCall() {
        Instant from = leg.pairing().window().from();
        return from.plus(Duration.between(from, leg.pairing().window().until())
                .multipliedBy(3)
                .dividedBy(4));
    }

    private Step.Draft send(FileHeader header) {
        return orders.draft(
                "send",
                leg.pairing().giver(),
                WorkOrder.newBuilder().setFileSend(FileSend.newBuilder().setSha256(LegPlan.bytes(header.sha256()))));
    }

    /** The giver may say that it sent what it didn't; once it is here, it has done its part. */
    private Step relay(FileHeader header) throws IOException {
        if (!orders.done("send").isDone()) {
            return new Waiting();
        }
        OptionalLong arrived = around.size(header.sha256());
        if (arrived.isEmpty() || arrived.getAsLong() != header.bytes()) {
            return failed("of the " + header.bytes() + " bytes of " + header.sha256() + ", "
                    + (arrived.isEmpty() ? "none" : arrived.getAsLong()) + " have arrived");
        }
        if (!around.hasNode(leg.pairing().taker())) {
            return new Delivered(delivered());
        }
        Optional<Order> receive = orders.find("receive");
        if (receive.isEmpty()) {
            return new Step.Issue(List.of(orders.draft(
                    "receive", leg.pairing().taker(), WorkOrder.newBuilder().setFileReceive(receive(header)))));
        }
        if (receive.get().state() == Order.State.FAILED) {
            return new Delivered(delivered()
                    .and(taker(
                            Kind.FAILED, "could not take it: " + receive.get().detail())));
        }
        if (receive.get().isDone()) {
            return new Delivered(delivered());
        }
        return around.now().isBefore(leg.pairing().window().until())
                ? new Waiting()
                : new Delivered(delivered().and(taker(Kind.EXPIRED, "has not taken it in time")), orders.open());
    }

    private static FileReceive.Builder receive(FileHeader header) {
        return FileReceive.newBuilder()
                .setSha256(LegPlan.bytes(header.sha256()))
                .setName(header.name())
                .setBytes(header.bytes());
    }

    private Findings taker(Kind kind, String detail) {
        return Findings.of(leg.pairing().taker(), kind, detail);
    }

    private Findings delivered() {
        return Findings.of(leg.pairing().giver(), Kind.DELIVERED, "");
    }

    private Failed failed(String reason) {
        return new Failed(reason, Findings.of(leg.pairing().giver(), Kind.FAILED, reason));
    }
}
