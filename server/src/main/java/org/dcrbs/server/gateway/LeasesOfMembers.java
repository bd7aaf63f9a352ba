package org.dcrbs.server.gateway;

import java.util.NoSuchElementException;
import org.dcrbs.market.Contract;
import org.dcrbs.market.Leg;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.Errand;
import org.dcrbs.protocol.v1.ErrandAnswer;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.work.Order;
import org.dcrbs.server.work.WorkService;
import org.springframework.stereotype.Component;

/** What other nodes keep for a member, and where it can call for it. */
@Component
class LeasesOfMembers {
    private static final int MEGA_BYTE = 1_000_000;

    private final Contracts contracts;
    private final WorkService work;
    private final Sessions sessions;

    LeasesOfMembers(Contracts contracts, WorkService work, Sessions sessions) {
        this.contracts = contracts;
        this.work = work;
        this.sessions = sessions;
    }

    ErrandAnswer.Leases of(PartyId party) {
        ErrandAnswer.Leases.Builder leases = ErrandAnswer.Leases.newBuilder();
        for (Contract contract : contracts.ofParty(party)) {
            if (!contract.isFinal()) {
                for (Order order : work.ordersOf(contract.terms().id())) {
                    if (order.state() == Order.State.OPEN) {
                        add(leases, contract, order, party);
                    }
                }
            }
        }
        return leases.build();
    }

    void use(PartyId party, String order) {
        try {
            work.use(party, order);
        } catch (NoSuchElementException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    ErrandAnswer.LeaseUse isUsed(PartyId giver, String order) {
        return ErrandAnswer.LeaseUse.newBuilder()
                .setUsed(work.isUsed(giver, order))
                .build();
    }

    /** How a line that is leased to the party does. */
    void report(PartyId party, Errand.ReportAccess report) {
        work.report(party, report);
    }

    private void add(ErrandAnswer.Leases.Builder leases, Contract contract, Order order, PartyId party) {
        WorkOrder task = order.order();
        ErrandAnswer.Lease.Builder lease = ErrandAnswer.Lease.newBuilder();
        switch (task.getTaskCase()) {
            case MEMORY ->
                lease.setAmount(task.getMemory().getMegaBytes())
                        .setUntilEpochMs(task.getMemory().getUntilEpochMs());
            case STORAGE ->
                lease.setAmount(task.getStorage().getMegaBytes())
                        .setUntilEpochMs(task.getStorage().getUntilEpochMs());
            case ACCESS ->
                lease.setAmount(task.getAccess().getKilobitsPerSecond())
                        .setUntilEpochMs(task.getAccess().getUntilEpochMs());
            case FILE_SEND -> {
                if (!task.getFileSend().getHeld()) {
                    return;
                }
                lease.setAmount((task.getFileSend().getBytes() + MEGA_BYTE - 1) / MEGA_BYTE)
                        .setUntilEpochMs(task.getDeadlineEpochMs());
            }
            default -> {
                return;
            }
        }
        Leg leg = contract.terms().legs().stream()
                .filter(one -> one.id().equals(order.leg()))
                .findFirst()
                .orElseThrow();
        if (leg.pairing().taker().equals(party)) {
            leases.addLeases(lease.setOrderId(order.id())
                    .setContractId(contract.terms().id().value())
                    .setGiver(order.executor().value())
                    .setCategory(leg.pairing().least().category().name())
                    .setDoor(door(order.executor())));
        }
    }

    private String door(PartyId giver) {
        return sessions.connected().contains(giver) ? sessions.door(giver) : "";
    }
}
