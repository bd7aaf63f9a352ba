package org.dcrbs.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.ComputeTask;
import org.dcrbs.protocol.v1.MemoryLease;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.store.StoreException;
import org.dcrbs.server.store.TestStore;
import org.dcrbs.server.work.OrderStore.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderStoreTest {
    private static final ContractId CONTRACT = new ContractId("r-1.ann+bob");
    /** Its id begins as the other's does. */
    private static final ContractId OTHER = new ContractId("r-1.ann+bob/2");

    private static final Order UNIT =
            order(CONTRACT, "u0", WorkOrder.newBuilder().setCompute(ComputeTask.getDefaultInstance()));
    private static final Order LEASE =
            order(CONTRACT, "lease", WorkOrder.newBuilder().setMemory(MemoryLease.getDefaultInstance()));

    @TempDir
    private Path folder;

    private TestStore store;
    private OrderStore orders;

    @BeforeEach
    void open() {
        store = new TestStore(folder);
        orders = new OrderStore(store.store());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anOrderIsAsTheLastEntryThatHasItTells() {
        Order done = UNIT.done("ab".repeat(32), 5, 1L << 40);
        Order again = LEASE.again().failed("REFUSED: no");
        orders.add(List.of(new Entry(CONTRACT, 0, List.of(UNIT, LEASE), true)));
        assertThat(orders.ofContract(CONTRACT).orders()).containsExactlyInAnyOrder(UNIT, LEASE);

        orders.add(List.of(
                new Entry(CONTRACT, 1, List.of(LEASE.again()), false),
                new Entry(CONTRACT, 2, List.of(done, again), false)));

        assertThat(orders.ofContract(CONTRACT).orders()).containsExactlyInAnyOrder(done, again);
        assertThat(orders.ofContract(CONTRACT).entries()).isEqualTo(3);
        assertThat(orders.find(UNIT.id())).contains(done);
        assertThat(UNIT.unit()).isTrue();
        assertThat(LEASE.unit()).isFalse();
    }

    @Test
    void eachContractHasALogOfItsOwn() {
        Order other = order(OTHER, "u0", WorkOrder.newBuilder());
        orders.add(List.of(new Entry(CONTRACT, 0, List.of(UNIT), true), new Entry(OTHER, 0, List.of(other), true)));

        assertThat(orders.ofContract(CONTRACT).orders()).containsExactly(UNIT);
        assertThat(orders.ofContract(OTHER).orders()).containsExactly(other);
        assertThat(orders.find(other.id())).contains(other);
    }

    @Test
    void nothingIsFoundOfWhatWasNeverAdded() {
        assertThat(orders.ofContract(CONTRACT).orders()).isEmpty();
        assertThat(orders.ofContract(CONTRACT).entries()).isZero();
        for (String id : List.of("", "nothing", "a/b", "/1/u0", "r-1.ann+bob/1/u0", "\n/1/u", "$where/1/u")) {
            assertThat(orders.find(id)).isEmpty();
        }
    }

    @Test
    void aLogOfManyEntriesIsReadToItsEnd() {
        orders.add(List.of(new Entry(CONTRACT, 0, List.of(UNIT), true)));
        for (int number = 1; number < 50; number++) {
            orders.add(List.of(new Entry(CONTRACT, number, List.of(UNIT.failed("for the time " + number)), false)));

            assertThat(orders.find(UNIT.id()).orElseThrow().detail()).isEqualTo("for the time " + number);
            assertThat(orders.ofContract(CONTRACT).entries()).isEqualTo(number + 1);
        }
    }

    @Test
    void anEntryIsNotWrittenTwice() {
        orders.add(List.of(new Entry(CONTRACT, 0, List.of(UNIT), true)));

        assertThatThrownBy(() -> orders.add(List.of(new Entry(CONTRACT, 0, List.of(LEASE), true))))
                .isInstanceOf(StoreException.class);
        assertThat(orders.ofContract(CONTRACT).orders()).containsExactly(UNIT);
    }

    @Test
    void manyOrdersAndLargeOnesAreSpreadOverEntries() {
        WorkOrder.Builder large = WorkOrder.newBuilder()
                .setCompute(ComputeTask.newBuilder().setInput(ByteString.copyFrom(new byte[1 << 20])));
        List<Order> small = IntStream.range(0, 2001)
                .mapToObj(unit -> order(CONTRACT, "u" + unit, WorkOrder.newBuilder()))
                .toList();
        List<Order> heavy = IntStream.range(0, 12)
                .mapToObj(unit -> order(CONTRACT, "h" + unit, large))
                .toList();

        List<Entry> entries = OrderStore.entries(CONTRACT, 0, small, true);
        assertThat(entries).extracting(Entry::number).containsExactly(0, 1, 2);
        orders.add(entries);
        orders.add(OrderStore.entries(CONTRACT, 3, heavy, true));

        assertThat(orders.ofContract(CONTRACT).orders())
                .hasSize(2013)
                .containsAll(small)
                .containsAll(heavy);
    }

    private static Order order(ContractId contract, String name, WorkOrder.Builder task) {
        String leg = contract + "/1";
        return Order.open(leg + "/" + name, contract, leg, new PartyId("ann"), task.build());
    }
}
