package org.dcrbs.server.gateway;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.dcrbs.market.Category;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.link.ErrorCode;
import org.dcrbs.protocol.link.LinkSession;
import org.dcrbs.protocol.v1.CancelOrder;
import org.dcrbs.protocol.v1.ContractNotice;
import org.dcrbs.protocol.v1.Envelope;
import org.dcrbs.protocol.v1.Error;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.contract.ContractChanged;
import org.dcrbs.server.peer.Peer;
import org.dcrbs.server.peer.Peers;
import org.dcrbs.server.work.Nodes;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Which nodes are connected, and how to reach them. A party has one session: a newer one replaces it. */
@Component
class Sessions implements Nodes {
    private final Map<PartyId, Connected> sessions = new ConcurrentHashMap<>();
    private final Map<PartyId, Set<NativePlatform>> programs = new ConcurrentHashMap<>();
    private final Peers peers;
    private final AtomicLong changes = new AtomicLong();
    private volatile Snapshot snapshot = new Snapshot(0, Set.of());

    private record Connected(LinkSession session, Outbox outbox) {}

    /** Who was connected after so many changes. Work asks for it unit by unit. */
    private record Snapshot(long changes, Set<PartyId> connected) {}

    Sessions(Peers peers) {
        this.peers = peers;
    }

    /** From now on the party is reached on this session. */
    void opened(PartyId party, LinkSession session, Outbox outbox) {
        Connected before = sessions.put(party, new Connected(session, outbox));
        // Not what its last session said: it says so anew.
        programs.remove(party);
        changes.incrementAndGet();
        if (before != null && before.session() != session && before.session().open()) {
            before.session()
                    .send(Envelope.newBuilder()
                            .setError(Error.newBuilder()
                                    .setCode(ErrorCode.REPLACED.wire())
                                    .setText("another node of " + party + " has connected")));
            before.session().close();
        }
    }

    /** What the party's node says, on a session that is its newest, that it offers. */
    void offers(PartyId party, LinkSession session, Collection<Offer> offers) {
        Set<NativePlatform> named = offers.stream()
                .filter(offer -> offer.spec().category() == Category.COMPUTING_POWER)
                .flatMap(offer ->
                        Optional.ofNullable(offer.attributes().values().get(NativePlatform.ATTRIBUTE)).stream())
                .flatMap(label -> NativePlatform.named(label).stream())
                .collect(Collectors.toUnmodifiableSet());
        sessions.computeIfPresent(party, (id, now) -> {
            if (now.session() == session) {
                programs.put(party, named);
            }
            return now;
        });
    }

    /** The party has no node any more. */
    void end(PartyId party) {
        Connected now = sessions.get(party);
        if (now != null) {
            now.session()
                    .send(Envelope.newBuilder()
                            .setError(Error.newBuilder()
                                    .setCode(ErrorCode.REVOKED.wire())
                                    .setText(party + " has left; its certificate is revoked")));
            now.session().close();
        }
    }

    void closed(PartyId party, LinkSession session) {
        sessions.computeIfPresent(party, (id, now) -> now.session() == session ? null : now);
        changes.incrementAndGet();
    }

    @Override
    public boolean enrolled(PartyId party) {
        return peers.find(party).isPresent();
    }

    @Override
    public Set<PartyId> connected() {
        Snapshot last = snapshot;
        // Read before the sessions are: a change meanwhile makes the snapshot an old one.
        long now = changes.get();
        if (last.changes() != now) {
            last = new Snapshot(now, Set.copyOf(sessions.keySet()));
            snapshot = last;
        }
        return last.connected();
    }

    @Override
    public boolean isConnected(PartyId party) {
        return sessions.containsKey(party);
    }

    @Override
    public boolean runs(PartyId party, NativePlatform platform) {
        return programs.getOrDefault(party, Set.of()).contains(platform);
    }

    @Override
    public String door(PartyId party) {
        return peers.find(party).map(Peer::door).orElse("");
    }

    @Override
    public void send(PartyId party, WorkOrder order) {
        to(party).ifPresent(to -> to.outbox().send(Envelope.newBuilder().setWorkOrder(order)));
    }

    @Override
    public void cancel(PartyId party, String order, String reason) {
        to(party)
                .ifPresent(to -> to.outbox()
                        .send(Envelope.newBuilder()
                                .setCancelOrder(CancelOrder.newBuilder()
                                        .setOrderId(order)
                                        .setReason(reason))));
    }

    @EventListener
    void on(ContractChanged changed) {
        var contract = changed.contract();
        for (PartyId party : contract.terms().parties()) {
            to(party)
                    .ifPresent(to -> to.outbox()
                            .send(Envelope.newBuilder()
                                    .setContractNotice(ContractNotice.newBuilder()
                                            .setContractId(contract.terms().id().value())
                                            .setState(contract.state())
                                            .setText(Notices.text(contract, party)))));
        }
    }

    private Optional<Connected> to(PartyId party) {
        return Optional.ofNullable(sessions.get(party));
    }
}
