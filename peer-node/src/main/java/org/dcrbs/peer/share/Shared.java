package org.dcrbs.peer.share;

import java.nio.file.Path;
import java.util.Optional;
import org.dcrbs.market.NativePlatform;
import org.dcrbs.protocol.v1.HardwareReport;

/**
 * How much of this computer others may have, after the owner's private part.
 *
 * @param programs which native programs are run; empty: none
 */
public record Shared(
        long milliProcessors,
        long memoryMegaBytes,
        long diskMegaBytes,
        long internetKilobitsPerSecond,
        Optional<NativePlatform> programs) {
    private static final long MILLI = 1000;
    private static final long MEGA = 1_000_000;

    /** Unknown counts as none: what the node cannot see it does not promise. */
    public static Shared of(HardwareReport hardware, Share share, Path home) {
        Reserved reserved = share.reserved();
        return new Shared(
                Reserved.left(hardware.getLogicalCores() * MILLI, reserved.processors()),
                Reserved.left(hardware.getMemoryBytes() / MEGA, reserved.memory()),
                Reserved.left(usableBytes(hardware, home) / MEGA, reserved.disk()),
                share.internet()
                        .map(line -> Reserved.left(line.spec().kilobitsPerSecond(), reserved.internet()))
                        .orElse(0L),
                Optional.empty());
    }

    /** What is sent and received for others together may have of the line, each way; 0: nobody knows the line. */
    public static long traffic(Share share) {
        return share.internet()
                .map(line -> Math.max(
                        1,
                        Reserved.left(
                                line.spec().kilobitsPerSecond(),
                                share.reserved().internet())))
                .orElse(0L);
    }

    public Shared running(NativePlatform platform) {
        return new Shared(
                milliProcessors, memoryMegaBytes, diskMegaBytes, internetKilobitsPerSecond, Optional.of(platform));
    }

    /** Of the disk that holds the node's home, because leased space lies there. */
    private static long usableBytes(HardwareReport hardware, Path home) {
        HardwareReport.Disk best = HardwareReport.Disk.getDefaultInstance();
        for (HardwareReport.Disk disk : hardware.getDisksList()) {
            boolean holdsHome = !disk.getMount().isEmpty() && home.startsWith(Path.of(disk.getMount()));
            if (holdsHome && disk.getMount().length() > best.getMount().length()) {
                best = disk;
            }
        }
        return best.getUsableBytes();
    }
}
