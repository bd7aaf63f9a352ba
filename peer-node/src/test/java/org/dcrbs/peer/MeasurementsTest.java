package org.dcrbs.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.dcrbs.peer.share.Share;
import org.dcrbs.protocol.v1.BenchmarkReport;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.dcrbs.protocol.v1.OfferedLot;
import org.dcrbs.protocol.v1.ShareOffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node on a computer that has become slower than it was declared. */
class MeasurementsTest {
    @TempDir
    Path home;

    @Test
    void whatDriftsTwiceIsReportedAndThenDeclared() throws Exception {
        BenchmarkReport slower =
                Nodes.MACHINE.benchmarks().toBuilder().setDhrystoneMips(4000).build();
        AtomicLong days = new AtomicLong();
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().plus(Duration.ofDays(days.get()));
            }
        };
        try (StandIn coordinator = new StandIn()) {
            NodePlan plan = Nodes.plan(coordinator, home, coordinator.token("lab-7"), Share.DEFAULT, new Counting());
            try (PeerNode node = PeerNode.start(Nodes.at(plan, clock, slower))) {
                assertThat(node.partyId()).isEqualTo("lab-7");
                assertThat(mips(coordinator)).isEqualTo(5000);

                days.set(2);
                assertThat(reported(coordinator)).isEqualTo(slower);
                // The windows of the lots have moved on meanwhile.
                assertThat(mips(coordinator)).isEqualTo(5000);
                assertThat(BenchmarkReport.parseFrom(Files.readAllBytes(home.resolve("measured.bin"))))
                        .isEqualTo(slower);

                days.set(4);
                assertThat(reported(coordinator)).isEqualTo(slower);
                long offered = mips(coordinator);
                // Told because a day has passed, and because of the new figures; in which order does not matter.
                assertThat(offered == 5000 ? mips(coordinator) : offered).isEqualTo(4000);
            }
        }
    }

    private static BenchmarkReport reported(StandIn coordinator) throws InterruptedException {
        return coordinator
                .next(BodyCase.ERRAND)
                .getErrand()
                .getReportBenchmarks()
                .getMeasured();
    }

    private static long mips(StandIn coordinator) throws InterruptedException {
        ShareOffer offer = coordinator.next(BodyCase.SHARE_OFFER).getShareOffer();
        return offer.getLotsList().stream()
                .filter(lot -> lot.getLocalId().equals("cpu"))
                .map(OfferedLot::getSpec)
                .findFirst()
                .orElseThrow()
                .getComputingPower()
                .getMips();
    }
}
