package org.dcrbs.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static final Instant LATER = Samples.NOON.plusSeconds(60);
    private static final ContractTerms TERMS =
            Samples.terms(List.of(Samples.leg(1, 100), Samples.leg(2, 50)), List.of());
    private static final String ONE = Samples.CONTRACT + "/1";
    private static final String TWO = Samples.CONTRACT + "/2";

    private final Contract.Proposed proposed = new Contract.Proposed(TERMS, Samples.NOON);

    @Test
    void itIsSettledOnceAllLegsAreDelivered() {
        Contract.Active active = proposed.agree(LATER).start(LATER);

        Contract half = active.deliver(ONE, LATER);
        Contract whole = ((Contract.Active) half).deliver(TWO, LATER);
        Contract.Settled settled = ((Contract.Delivered) whole).settle(LATER);

        assertThat(half.delivered()).containsExactly(ONE);
        assertThat(settled.delivered()).containsExactlyInAnyOrder(ONE, TWO);
        assertThat(settled.isFinal()).isTrue();
        assertThat(settled.since()).isEqualTo(LATER);
    }

    @Test
    void deliveringALegTwiceChangesNothing() {
        Contract.Active active = proposed.agree(LATER).start(LATER);

        Contract once = active.deliver(ONE, LATER);

        assertThat(((Contract.Active) once).deliver(ONE, LATER)).isEqualTo(once);
    }

    @Test
    void aLegThatIsNotOfTheContractIsRefusedEvenIfTheNumberOfLegsWouldBeRight() {
        Contract.Active last =
                (Contract.Active) proposed.agree(LATER).start(LATER).deliver(ONE, LATER);

        assertThatThrownBy(() -> last.deliver("another/1", LATER))
                .hasMessage("contract r-0001.ann+bob: has no leg another/1");
        assertThatThrownBy(() -> new Contract.Breached(TERMS, Set.of("another/1"), "", LATER))
                .hasMessageContaining("has no leg another/1");
    }

    @Test
    void whatWasDeliveredBeforeABreachStaysKnown() {
        Contract.Active active =
                (Contract.Active) proposed.agree(LATER).start(LATER).deliver(ONE, LATER);

        assertThat(active.breach("the disk broke", LATER).delivered()).containsExactly(ONE);
        assertThat(active.expire(LATER).delivered()).containsExactly(ONE);
    }

    @Test
    void onlyTheTransitionsOfTheTableExist() {
        Map<String, Set<String>> table = Map.of(
                "Proposed", Set.of("Agreed", "Rejected", "Cancelled"),
                "Agreed", Set.of("Active", "Cancelled", "Expired"),
                "Active", Set.of("Contract", "Breached", "Expired"),
                "Delivered", Set.of("Settled"),
                "Settled", Set.of(),
                "Rejected", Set.of(),
                "Cancelled", Set.of(),
                "Breached", Set.of(),
                "Expired", Set.of());

        Map<String, Set<String>> found = Arrays.stream(Contract.class.getPermittedSubclasses())
                .collect(Collectors.toMap(Class::getSimpleName, ContractTest::transitions));

        assertThat(found).isEqualTo(table);
    }

    private static Set<String> transitions(Class<?> state) {
        return Arrays.stream(state.getDeclaredMethods())
                .map(Method::getReturnType)
                .filter(Contract.class::isAssignableFrom)
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
