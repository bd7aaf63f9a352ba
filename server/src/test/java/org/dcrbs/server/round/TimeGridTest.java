package org.dcrbs.server.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dcrbs.market.Window;
import org.junit.jupiter.api.Test;

class TimeGridTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void eachWindowHasSlotsOfItsOwnWhereThereAreFew() {
        TimeGrid grid = TimeGrid.of(List.of(window(0, 10), window(5, 20)));

        assertThat(grid.slots()).isEqualTo(3);
        assertThat(grid.floor(at(5))).isEqualTo(1);
        assertThat(grid.ceiling(at(10))).isEqualTo(2);
        assertThat(grid.within(window(0, 20))).containsExactly(0, 3);
        assertThat(grid.within(window(1, 19))).containsExactly(1, 2);
    }

    @Test
    void anOfferBeforeOrAfterEverythingIsNowhere() {
        TimeGrid grid = TimeGrid.of(List.of(window(10, 20)));

        for (Window outside : List.of(window(0, 10), window(0, 5), window(20, 30), window(25, 30), window(12, 18))) {
            int[] slots = grid.within(outside);
            assertThat(slots[0]).as("%s", outside).isGreaterThanOrEqualTo(slots[1]);
        }
    }

    @Test
    void withoutWindowsThereIsOneSlot() {
        assertThat(TimeGrid.of(List.of()).slots()).isEqualTo(1);
    }

    @Test
    void demandsAreRoundedOutwardsAndOffersInwards() {
        SplittableRandom random = new SplittableRandom(9);
        for (int run = 0; run < 60; run++) {
            List<Window> demands = new ArrayList<>();
            int count = random.nextInt(1, run % 3 == 0 ? 2000 : 20);
            for (int i = 0; i < count; i++) {
                demands.add(window(random));
            }
            TimeGrid grid = TimeGrid.of(demands);
            assertThat(grid.slots()).isBetween(1, TimeGrid.MOST_SLOTS);

            for (int i = 0; i < 200; i++) {
                Window demand = demands.get(random.nextInt(count));
                Window offer = random.nextInt(4) == 0 ? demands.get(random.nextInt(count)) : window(random);
                int[] offered = grid.within(offer);
                boolean fits = offered[0] <= grid.floor(demand.from()) && grid.ceiling(demand.until()) <= offered[1];

                assertThat(grid.floor(demand.from())).isLessThan(grid.ceiling(demand.until()));
                assertThat(!fits || offer.contains(demand))
                        .as("demand %s in offer %s", demand, offer)
                        .isTrue();
                if (count <= 20) {
                    assertThat(fits).as("demand %s in offer %s", demand, offer).isEqualTo(offer.contains(demand));
                }
            }
            assertNothingIsPromisedTwice(grid, demands, random);
        }
    }

    /** Demands that overlap share a slot, whatever the grid. */
    private static void assertNothingIsPromisedTwice(TimeGrid grid, List<Window> demands, SplittableRandom random) {
        for (int i = 0; i < 200; i++) {
            Window one = demands.get(random.nextInt(demands.size()));
            Window other = demands.get(random.nextInt(demands.size()));
            boolean share = grid.floor(one.from()) < grid.ceiling(other.until())
                    && grid.floor(other.from()) < grid.ceiling(one.until());

            assertThat(share || !one.overlaps(other))
                    .as("%s and %s", one, other)
                    .isTrue();
        }
    }

    private static Window window(SplittableRandom random) {
        int from = random.nextInt(100_000);
        return window(from, from + random.nextInt(1, 20_000));
    }

    private static Window window(int from, int until) {
        return new Window(at(from), at(until));
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}
