package org.dcrbs.peer.share;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Credits;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Memory;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.market.Storage;
import org.dcrbs.protocol.v1.BenchmarkReport;
import org.dcrbs.protocol.v1.OfferedLot;
import org.dcrbs.protocol.v1.ShareOffer;
import org.dcrbs.protocol.v1.Spec;

/** Makes the lots that the node offers. Names stay the same across restarts, so that they are the same offers. */
public final class Lots {
    private static final long MICROS = 1_000_000;

    private final Share share;
    private final Instant from;
    private final Instant until;
    private final ShareOffer.Builder offer = ShareOffer.newBuilder();

    private Lots(Share share, Instant now) {
        this.share = share;
        this.from = now.truncatedTo(ChronoUnit.HOURS);
        this.until = from.plus(Duration.ofDays(share.days()));
    }

    /** All that is on offer from now on. */
    public static ShareOffer offer(
            Share share, Shared shared, BenchmarkReport speeds, List<HashedFile> files, Instant now) {
        Lots lots = new Lots(share, now);
        lots.addMachine(shared, speeds);
        lots.addInternet(shared);
        for (OfferedDevice device : share.devices()) {
            lots.addByHours("device-" + device.id(), Specs.message(device.spec()), Map.of());
        }
        for (HashedFile file : files) {
            Map<String, String> reseed = file.reseed() ? Map.of(FileHeader.RESEED_ATTRIBUTE, "true") : Map.of();
            lots.addThroughout("file-" + file.id(), Specs.message(file.header()), file.copies(), reseed);
        }
        return lots.offer.build();
    }

    private void addMachine(Shared shared, BenchmarkReport speeds) {
        if (shared.milliProcessors() > 0 && speeds.getDhrystoneMips() > 0) {
            addByHours(
                    "cpu",
                    Specs.message(new ComputingPower(
                            shared.milliProcessors(), speeds.getDhrystoneMips(), speeds.getLinpackMflops())),
                    shared.programs()
                            .map(platform -> Map.of(NativePlatform.ATTRIBUTE, platform.toString()))
                            .orElse(Map.of()));
        }
        if (shared.memoryMegaBytes() > 0) {
            addByHours(
                    "memory",
                    Specs.message(new Memory(
                            shared.memoryMegaBytes(), speeds.getMemoryReadNanos(), speeds.getMemoryWriteNanos())),
                    Map.of());
        }
        if (shared.diskMegaBytes() > 0) {
            addThroughout(
                    "disk",
                    Specs.message(new Storage(
                            shared.diskMegaBytes(),
                            speeds.getDiskAccessMicros(),
                            microsPerMegaByte(speeds.getDiskReadMbPerSecond()),
                            microsPerMegaByte(speeds.getDiskWriteMbPerSecond()))),
                    1,
                    Map.of());
        }
    }

    private void addInternet(Shared shared) {
        Optional<InternetAccess> line = share.internet().map(OfferedLine::spec);
        if (line.isPresent() && shared.internetKilobitsPerSecond() > 0) {
            long rate = shared.internetKilobitsPerSecond();
            InternetAccess part = new InternetAccess(
                    line.get().medium(),
                    rate,
                    line.get().availabilityPermille(),
                    Math.min(rate, line.get().trueKilobitsPerSecond()));
            // For those who look for web work, and for their own constraints.
            String web = String.valueOf(share.internet().get().webRequestsPerSecond());
            addByHours("internet", Specs.message(part), Map.of("webRequestsPerSecond", web));
        }
    }

    /** 0 stays 0: unknown. */
    private static long microsPerMegaByte(long megaBytesPerSecond) {
        return megaBytesPerSecond == 0 ? 0 : Math.max(1, MICROS / megaBytesPerSecond);
    }

    private void addThroughout(String name, Spec spec, long copies, Map<String, String> attributes) {
        add(name, name, spec, from, until, copies, attributes);
    }

    private void addByHours(String name, Spec spec, Map<String, String> attributes) {
        if (share.hours().isEmpty()) {
            addThroughout(name, spec, 1, attributes);
            return;
        }
        List<DailyHours.Slot> slots = new ArrayList<>(share.hours().get().slots(from, until));
        for (DailyHours.Slot slot : slots) {
            add(name + "-" + slot.day(), name, spec, slot.from(), slot.until(), 1, attributes);
        }
    }

    private void add(
            String localId,
            String name,
            Spec spec,
            Instant begin,
            Instant end,
            long copies,
            Map<String, String> attributes) {
        OfferedLot.Builder lot = OfferedLot.newBuilder()
                .setLocalId(localId)
                .setSpec(spec)
                .setFromEpochMs(begin.toEpochMilli())
                .setUntilEpochMs(end.toEpochMilli())
                .setConstraint(share.serves().expression())
                .setCopies(Math.toIntExact(copies))
                .putAllAttributes(attributes);
        Credits ask = share.asks().get(name);
        if (ask != null) {
            lot.setAskMicroCredits(ask.micro());
        }
        offer.addLots(lot);
    }
}
