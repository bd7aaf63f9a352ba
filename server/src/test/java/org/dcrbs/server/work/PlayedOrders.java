package org.dcrbs.server.work;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.dcrbs.market.Job;
import org.dcrbs.market.Leg;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Spec;
import org.dcrbs.server.blob.Digests;
import org.dcrbs.server.contract.TestContracts;

/** A leg's plan in a world of which a test says how it is. */
final class PlayedOrders implements Surroundings {
    final Map<String, Order> orders = new TreeMap<>();
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Leg leg;
    private final Spec offered;
    private final Optional<Job> job;
    Instant now = TestContracts.NOON;
    List<PartyId> checkers = List.of(new PartyId("cid"), new PartyId("dan"), new PartyId("eve"), new PartyId("fay"));
    Set<PartyId> gone = Set.of();
    /** Of how many units one is checked. */
    int oneIn = 1;

    boolean takerHasNode = true;
    Optional<LineFigures> lessees = Optional.empty();
    boolean probes = false;
    /** By party. */
    Map<String, String> doors = Map.of();

    List<PartyId> reseeders = List.of();
    /** Of the module. */
    Optional<NativePlatform> platform = Optional.empty();
    /** Those of the checkers that run native programs. */
    Set<PartyId> runsPrograms = Set.of();

    PlayedOrders(Leg leg, Spec offered, Optional<Job> job) {
        this.leg = leg;
        this.offered = offered;
        this.job = job;
    }

    Step next() throws Exception {
        return new LegPlan(leg, offered, job, orders, this).next();
    }

    /** The next step, which must be to issue orders; they are issued. Returns them by the last part of their ids. */
    Map<String, Order> issue() throws Exception {
        Map<String, Order> issued = new TreeMap<>();
        Step.Issue issue = (Step.Issue) next();
        issue.replaced().forEach(id -> orders.computeIfPresent(id, (any, order) -> order.failed("replaced")));
        for (Step.Draft draft : issue.orders()) {
            Order order = Order.open(
                    draft.id(),
                    TestContracts.terms(leg).id(),
                    leg.id(),
                    draft.executor(),
                    draft.task().build());
            orders.put(order.id(), order);
            issued.put(draft.id().substring(leg.id().length() + 1), order);
        }
        return issued;
    }

    void done(String name, String output) {
        doneAs(name, keep(output.getBytes(StandardCharsets.UTF_8)));
    }

    void doneAs(String name, String sha256) {
        orders.computeIfPresent(leg.id() + "/" + name, (id, order) -> order.done(sha256, 1, 2));
    }

    /** The taker uses the lease itself. */
    void inUse(String name) {
        Order lease = java.util.Objects.requireNonNull(orders.get(leg.id() + "/" + name));
        Order use = Order.use(lease, leg.pairing().taker());
        orders.put(use.id(), use);
    }

    void failed(String name, String why) {
        orders.computeIfPresent(leg.id() + "/" + name, (id, order) -> order.failed(why));
    }

    String keep(byte[] bytes) {
        String sha256 = Digests.sha256(bytes);
        blobs.put(sha256, bytes);
        return sha256;
    }

    String text(String sha256) {
        return new String(blobs.getOrDefault(sha256, new byte[0]), StandardCharsets.UTF_8);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Optional<NativePlatform> platform(String sha256) {
        return platform;
    }

    @Override
    public Optional<PartyId> checker(Set<PartyId> not, Optional<NativePlatform> wanted, String order) {
        return checkers.stream()
                .filter(party -> !not.contains(party) && !gone.contains(party))
                .filter(party -> wanted.isEmpty() || runsPrograms.contains(party))
                .findFirst();
    }

    @Override
    public boolean reachable(PartyId party) {
        return !gone.contains(party);
    }

    @Override
    public String door(PartyId party) {
        return doors.getOrDefault(party.value(), "");
    }

    @Override
    public List<PartyId> reseeders(String sha256, Set<PartyId> not) {
        return reseeders;
    }

    @Override
    public int checkOneIn(PartyId party) {
        return oneIn;
    }

    @Override
    public long draw(String what) {
        return what.hashCode() & 0xffff;
    }

    @Override
    public Optional<byte[]> bytes(String sha256, int most) {
        return Optional.ofNullable(blobs.get(sha256)).filter(blob -> blob.length <= most);
    }

    /** Every n-th unit, by its number. */
    @Override
    public boolean drawn(String order, int n) {
        return Integer.parseInt(order.substring(order.lastIndexOf('u') + 1)) % n == 0;
    }

    @Override
    public boolean hasNode(PartyId party) {
        return takerHasNode;
    }

    @Override
    public OptionalLong size(String sha256) {
        byte[] blob = blobs.get(sha256);
        return blob == null ? OptionalLong.empty() : OptionalLong.of(blob.length);
    }

    @Override
    public long random() {
        return 7;
    }

    @Override
    public Optional<LineFigures> lessees(String order) {
        return lessees;
    }

    @Override
    public Optional<String> probe(String order) {
        return probes ? Optional.of("http://exchange.example/probe/" + order) : Optional.empty();
    }

    @Override
    public long seed(String order) {
        return order.hashCode();
    }

    @Override
    public String joined(List<String> sha256s) {
        StringBuilder all = new StringBuilder();
        sha256s.forEach(sha256 -> all.append(text(sha256)));
        return keep(all.toString().getBytes(StandardCharsets.UTF_8));
    }
}
