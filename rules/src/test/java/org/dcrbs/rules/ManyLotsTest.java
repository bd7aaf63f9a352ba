package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Appraisal.Unvalued;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Listing;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.junit.jupiter.api.Test;

class ManyLotsTest {
    private final PolicySet policies = PolicySet.shipped();

    @Test
    void tenThousandLotsAreValuedTheSameEachTime() {
        List<Listing> listings = listings(10_000);
        assertThat(policies.appraise(listings, Circumstances.NONE))
                .hasSize(10_000)
                .isEqualTo(policies.appraise(listings, Circumstances.NONE));
    }

    @Test
    void aLotIsValuedTheSameWhateverElseIsAskedAbout() {
        List<Listing> listings = listings(2_500);
        List<Appraisal> together = policies.appraise(listings, Circumstances.NONE);
        List<Listing> shuffled = new ArrayList<>(listings);
        Collections.shuffle(shuffled, new Random(5));
        assertThat(new HashSet<>(policies.appraise(shuffled, Circumstances.NONE)))
                .isEqualTo(new HashSet<>(together));
        assertThat(policies.appraise(listings.subList(0, 1), Circumstances.NONE))
                .isEqualTo(together.subList(0, 1));
    }

    @Test
    void threadsDoNotDisturbEachOther() {
        List<Listing> listings = listings(1_000);
        List<Appraisal> alone = policies.appraise(listings, Circumstances.NONE);
        List<CompletableFuture<List<Appraisal>>> threads = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> policies.appraise(listings, Circumstances.NONE)))
                .toList();
        assertThat(threads).allSatisfy(thread -> assertThat(thread.join()).isEqualTo(alone));
    }

    @Test
    void aDemandIsAppraisedRequirementByRequirementInOrder() {
        List<Requirement> requirements = List.of(
                requirement("cpu", new ComputingPower(1, 0, 0)),
                requirement("ram", new Memory(1, 0, 0)),
                requirement("disk", new Storage(1, 0, 0, 0)));
        List<Appraisal> appraisals = policies.appraise(List.of(Samples.demand(requirements)), Circumstances.NONE);
        assertThat(appraisals).extracting(appraisal -> appraisal.lot().part()).containsExactly("cpu", "ram", "disk");
    }

    @Test
    void aWorthBeyondAllCreditsIsNotStatedAndNotWrapped() {
        Spec monster = new ComputingPower(1_000_000_000_000L, 1_000_000_000_000L, 1_000_000_000_000L);
        Appraisal appraisal =
                Samples.appraised(policies, Samples.offer(monster, 1_000_000, Duration.ofDays(3650), Optional.empty()));
        assertThat(appraisal)
                .isInstanceOfSatisfying(
                        Unvalued.class,
                        unvalued -> assertThat(unvalued.reason()).contains("beyond"));
    }

    private static List<Listing> listings(int count) {
        Random random = new Random(11);
        List<Listing> listings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Spec spec = switch (random.nextInt(3)) {
                case 0 -> new ComputingPower(1 + random.nextInt(64_000), random.nextInt(50_000), 1);
                case 1 -> new Memory(1 + random.nextInt(64_000), random.nextInt(500), random.nextInt(500));
                default -> new Storage(1 + random.nextInt(64_000), random.nextInt(20_000), 0, 7);
            };
            Duration usage = Duration.ofSeconds(1 + random.nextInt(1_000_000));
            listings.add(random.nextBoolean() ? Samples.offer(spec, usage) : Samples.demand(spec, usage));
        }
        return listings;
    }

    private static Requirement requirement(String name, Spec least) {
        return new Requirement(
                name, least, Samples.window(Samples.HOUR), Constraint.NONE, Optional.empty(), Optional.empty());
    }
}
