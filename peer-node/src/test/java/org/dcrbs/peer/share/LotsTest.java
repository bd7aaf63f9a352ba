package org.dcrbs.peer.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.Peripheral;
import org.dcrbs.protocol.v1.BenchmarkReport;
import org.dcrbs.protocol.v1.HardwareReport;
import org.dcrbs.protocol.v1.OfferedLot;
import org.junit.jupiter.api.Test;

class LotsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:20:30Z");
    private static final HardwareReport HARDWARE = HardwareReport.newBuilder()
            .setLogicalCores(3)
            .setMemoryBytes(8_000_000_000L)
            .addDisks(HardwareReport.Disk.newBuilder().setMount("/").setUsableBytes(10_000_000_000L))
            .addDisks(HardwareReport.Disk.newBuilder().setMount("/data").setUsableBytes(50_000_000_000L))
            .build();
    private static final BenchmarkReport SPEEDS = BenchmarkReport.newBuilder()
            .setDhrystoneMips(4000)
            .setDiskReadMbPerSecond(400)
            .build();

    @Test
    void theOwnersPartIsKept() {
        Shared shared = shared(Reserved.HALF, Optional.empty());

        assertThat(shared.milliProcessors()).isEqualTo(1500);
        assertThat(shared.memoryMegaBytes()).isEqualTo(4000);
    }

    @Test
    void theDiskIsTheOneThatHoldsTheHome() {
        assertThat(shared(Reserved.HALF, Optional.empty()).diskMegaBytes()).isEqualTo(25_000);
    }

    @Test
    void whatIsKeptWhollyIsNotOffered() {
        assertThat(lots(share(new Reserved(100, 100, 100, 100), Optional.empty())))
                .isEmpty();
    }

    @Test
    void whatIsUnknownIsNotOffered() {
        Shared unknown = Shared.of(HardwareReport.getDefaultInstance(), Share.DEFAULT, Path.of("/data/node"));

        assertThat(Lots.offer(Share.DEFAULT, unknown, SPEEDS, List.of(), NOW).getLotsList())
                .isEmpty();
    }

    @Test
    void computingPowerSaysWhichNativeProgramsAreRun() {
        Share share = share(Reserved.HALF, Optional.empty());
        Shared shared = shared(Reserved.HALF, Optional.empty());

        assertThat(lots(share)).noneMatch(lot -> lot.containsAttributes("native"));
        assertThat(Lots.offer(share, shared.running(NativePlatform.LINUX_X86_64), SPEEDS, List.of(), NOW)
                        .getLotsList())
                .filteredOn(lot -> lot.containsAttributes("native"))
                .singleElement()
                .satisfies(lot -> assertThat(lot.getLocalId()).isEqualTo("cpu"))
                .satisfies(lot -> assertThat(lot.getAttributesMap()).isEqualTo(Map.of("native", "linux-x86_64")));
    }

    @Test
    void windowsBeginWithTheHourAndLastTheDays() {
        OfferedLot cpu = lots(share(Reserved.HALF, Optional.empty())).get(0);

        assertThat(Instant.ofEpochMilli(cpu.getFromEpochMs())).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
        assertThat(cpu.getUntilEpochMs() - cpu.getFromEpochMs())
                .isEqualTo(Duration.ofDays(2).toMillis());
    }

    @Test
    void hoursMakeOneLotADayButForTheDisk() {
        DailyHours nights = new DailyHours(LocalTime.of(20, 0), LocalTime.of(6, 0), ZoneId.of("UTC"));

        List<OfferedLot> lots = lots(share(Reserved.HALF, Optional.of(nights)));

        assertThat(lots)
                .extracting(OfferedLot::getLocalId)
                .containsExactly(
                        "cpu-2026-03-02",
                        "cpu-2026-03-03",
                        "memory-2026-03-02",
                        "memory-2026-03-03",
                        "disk",
                        "internet-2026-03-02",
                        "internet-2026-03-03",
                        "device-laser-2026-03-02",
                        "device-laser-2026-03-03");
        assertThat(lots.get(0).getAskMicroCredits()).isEqualTo(5_000_000);
        assertThat(lots.get(0).getConstraint()).isEqualTo("party.x");
        assertThat(Instant.ofEpochMilli(lots.get(1).getUntilEpochMs())).isEqualTo("2026-03-04T06:00:00Z");
    }

    @Test
    void theNightThatIsRunningCounts() {
        DailyHours nights = new DailyHours(LocalTime.of(20, 0), LocalTime.of(6, 0), ZoneId.of("UTC"));
        Instant beforeDawn = Instant.parse("2026-03-02T04:00:00Z");

        assertThat(nights.slots(beforeDawn, beforeDawn.plus(Duration.ofHours(1))))
                .containsExactly(new DailyHours.Slot(
                        java.time.LocalDate.of(2026, 3, 1), beforeDawn, Instant.parse("2026-03-02T06:00:00Z")));
    }

    @Test
    void theInternetLotIsThePartLeft() {
        OfferedLot internet = lots(share(Reserved.HALF, Optional.empty())).stream()
                .filter(lot -> lot.getLocalId().equals("internet"))
                .findFirst()
                .orElseThrow();

        assertThat(internet.getSpec().getInternetAccess().getKilobitsPerSecond())
                .isEqualTo(50_000);
        assertThat(internet.getSpec().getInternetAccess().getTrueKilobitsPerSecond())
                .isEqualTo(50_000);
        assertThat(internet.getAttributesMap()).containsEntry("webRequestsPerSecond", "5");
    }

    private static List<OfferedLot> lots(Share share) {
        Shared shared = Shared.of(HARDWARE, share, Path.of("/data/node"));
        return Lots.offer(share, shared, SPEEDS, List.of(), NOW).getLotsList();
    }

    private static Shared shared(Reserved reserved, Optional<DailyHours> hours) {
        return Shared.of(HARDWARE, share(reserved, hours), Path.of("/data/node"));
    }

    private static Share share(Reserved reserved, Optional<DailyHours> hours) {
        boolean devices = reserved.processors() < 100;
        return new Share(
                reserved,
                2,
                hours,
                Precedence.USUAL,
                false,
                new Constraint("party.x"),
                Optional.of(new OfferedLine(
                        new InternetAccess(InternetAccess.Medium.FIBRE, 100_000, 990, 80_000),
                        AllowList.DEFAULT,
                        OptionalLong.empty(),
                        5)),
                List.of(),
                devices
                        ? List.of(new OfferedDevice(
                                "laser",
                                new Peripheral(Peripheral.Kind.PRINTER, 600, 1, 20),
                                new Reach.Folder(Path.of("/spool"))))
                        : List.of(),
                Optional.empty(),
                Map.of("cpu", Credits.of(5)));
    }
}
