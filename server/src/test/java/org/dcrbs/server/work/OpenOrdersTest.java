package org.dcrbs.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.ComputeTask;
import org.dcrbs.protocol.v1.MemoryLease;
import org.dcrbs.protocol.v1.WorkOrder;
import org.junit.jupiter.api.Test;

class OpenOrdersTest {
    private static final PartyId ANN = new PartyId("ann");

    private final OpenOrders open = new OpenOrders(2);

    @Test
    void aNodeIsGivenSoManyUnitsAndTheNextAsOneEnds() {
        List.of("u1", "u2", "u3", "u4").forEach(id -> open.add(unit(id)));

        assertThat(given()).containsExactly("u1", "u2");
        assertThat(given()).isEmpty();

        open.end(ANN, "u1");
        assertThat(given()).containsExactly("u3");
    }

    @Test
    void aLeaseNeitherWaitsBehindUnitsNorKeepsThemWaiting() {
        List.of("u1", "u2", "u3").forEach(id -> open.add(unit(id)));
        open.add(lease("lease"));

        assertThat(given()).containsExactlyInAnyOrder("lease", "u1", "u2");

        open.end(ANN, "u2");
        assertThat(given()).containsExactly("u3");
    }

    @Test
    void anOrderThatEndsBeforeItIsGivenIsNotGiven() {
        List.of("u1", "u2", "u3", "u4").forEach(id -> open.add(unit(id)));
        given();

        open.end(ANN, "u3");
        open.end(ANN, "u1");

        assertThat(given()).containsExactly("u4");
    }

    @Test
    void aNodeThatConnectsAgainIsGivenFirstWhatItHadAlready() {
        List.of("u1", "u2", "u3").forEach(id -> open.add(unit(id)));
        given();
        open.end(ANN, "u1");
        given();

        open.again(ANN);

        assertThat(given()).containsExactly("u2", "u3");
    }

    @Test
    void addingAnOrderTwiceGivesItOnce() {
        open.add(unit("u1"));
        assertThat(given()).containsExactly("u1");

        open.add(unit("u1"));

        assertThat(given()).isEmpty();
        assertThat(open.of(ANN)).hasSize(1);
    }

    @Test
    void aPartyWithNothingToDoIsNotRemembered() {
        open.add(unit("u1"));
        open.end(ANN, "u1");

        assertThat(open.of(ANN)).isEmpty();
        assertThat(open.find(ANN, "u1")).isEmpty();
        open.end(ANN, "u1");
        open.again(ANN);
    }

    @Test
    void aWindowOfNothingIsRefused() {
        assertThatThrownBy(() -> new OpenOrders(0)).hasMessage("dcrbs.work.window is 0, want 1 or more");
    }

    private List<String> given() {
        return open.next(ANN).stream().map(OpenOrders.Ref::id).toList();
    }

    private static Order unit(String id) {
        return order(id, WorkOrder.newBuilder().setCompute(ComputeTask.getDefaultInstance()));
    }

    private static Order lease(String id) {
        return order(id, WorkOrder.newBuilder().setMemory(MemoryLease.getDefaultInstance()));
    }

    private static Order order(String id, WorkOrder.Builder task) {
        return Order.open(id, new ContractId("r-0001.ann+bob"), "leg", ANN, task.build());
    }
}
