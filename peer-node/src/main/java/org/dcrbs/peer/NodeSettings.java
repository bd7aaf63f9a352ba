package org.dcrbs.peer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.peer.execute.peripheral.Devices;
import org.dcrbs.peer.share.OfferedDevice;
import org.dcrbs.peer.share.Reach;
import org.dcrbs.peer.share.Share;
import org.dcrbs.peer.share.Shared;

/** What the executors may know of the owner's share, by key. */
final class NodeSettings {
    private final Map<String, String> values = new HashMap<>();

    NodeSettings(Share share, Shared shared) {
        values.put("share.computeWorkers", String.valueOf(processors(shared)));
        shared.programs().ifPresent(platform -> values.put("share.computeNative", platform.toString()));
        put("share.memoryMegaBytes", shared.memoryMegaBytes());
        put("share.storageMegaBytes", shared.diskMegaBytes());
        put("share.accessKilobitsPerSecond", shared.internetKilobitsPerSecond());
        share.internet().ifPresent(line -> {
            values.put("share.accessAllow", line.allow().text());
            put("share.accessMegaBytesPerLease", line.megaBytesPerLease().orElse(0));
            put("share.webRequestsPerSecond", line.webRequestsPerSecond());
        });
        share.devices().forEach(this::put);
    }

    private void put(OfferedDevice device) {
        String kind = device.spec().kind().name();
        if (device.reach() instanceof Reach.Folder folder) {
            values.put(Devices.folder(kind), folder.path().toString());
        } else if (device.reach() instanceof Reach.Printer printer) {
            values.put(Devices.PRINTER, printer.uri().toString());
        } else if (device.reach() instanceof Reach.Scanner scanner) {
            values.put(Devices.SCANNER, scanner.uri().toString());
            put(Devices.SCANNER_DPI, device.spec().resolutionDpi());
            put(Devices.SCANNER_COLOUR_BITS, device.spec().colourBits());
        } else if (device.reach() instanceof Reach.Camera camera) {
            values.put(Devices.CAMERA, String.join("\n", camera.command()));
        }
    }

    /** How many orders may compute at once: part of a processor still runs one. */
    static int processors(Shared shared) {
        return Math.max(1, Math.toIntExact(shared.milliProcessors() / 1000));
    }

    /** What is not shared is not set, and executors refuse it. */
    private void put(String key, long amount) {
        if (amount > 0) {
            values.put(key, String.valueOf(amount));
        }
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
