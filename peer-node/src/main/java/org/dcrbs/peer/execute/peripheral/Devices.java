package org.dcrbs.peer.execute.peripheral;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices that the node's settings name. All they are told comes from the owner, nothing from an order. */
public final class Devices {
    /** The address of the printer. */
    public static final String PRINTER = "share.printer.address";
    /** The address of the scanner. */
    public static final String SCANNER = "share.scanner.address";

    public static final String SCANNER_DPI = "share.scanner.dpi";
    public static final String SCANNER_COLOUR_BITS = "share.scanner.colourBits";
    /** The camera's program and its arguments, a line each. */
    public static final String CAMERA = "share.camera.command";

    static final List<String> KINDS = List.of("PRINTER", "SCANNER", "CAMERA");
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

    private final Path home;
    private final Function<String, Optional<String>> settings;

    public Devices(Path home, Function<String, Optional<String>> settings) {
        this.home = home;
        this.settings = settings;
    }

    /** The setting that names the folder of a device of this kind. */
    public static String folder(String kind) {
        return "share." + kind.toLowerCase(Locale.ROOT) + ".folder";
    }

    Optional<Device> find(String kind) {
        return switch (kind) {
            case "PRINTER" -> printer();
            case "SCANNER" -> scanner();
            case "CAMERA" -> camera();
            default -> Optional.empty();
        };
    }

    private Optional<Device> printer() {
        Optional<Device> ipp = settings.apply(PRINTER).map(URI::create).map(IppPrinter::at);
        return ipp.isPresent() ? ipp : path("PRINTER").map(SpoolFolder::new);
    }

    private Optional<Device> scanner() {
        Optional<Device> sane = settings.apply(SCANNER)
                .map(address -> new SaneScanner(URI.create(address), number(SCANNER_DPI), number(SCANNER_COLOUR_BITS)))
                .map(scanner -> new PictureDevice("SCANNER", scanner));
        return sane.isPresent() ? sane : path("SCANNER").map(Tray::new);
    }

    private Optional<Device> camera() {
        Optional<Device> program = settings.apply(CAMERA)
                .map(lines -> new CameraProgram(lines.lines().toList()))
                .map(camera -> new PictureDevice("CAMERA", camera));
        return program.isPresent() ? program : path("CAMERA").map(Tray::new);
    }

    private int number(String key) {
        return settings.apply(key).map(Integer::parseInt).orElse(0);
    }

    /** Below the node's home if it is relative. */
    private Optional<Path> path(String kind) {
        return settings.apply(folder(kind)).map(home::resolve);
    }

    /** Asks each whether it is there and tells the owner. */
    public void look() throws InterruptedException {
        for (String kind : KINDS) {
            Optional<Device> device = find(kind);
            if (device.isPresent()) {
                try {
                    LOG.info("{}: {}", kind, device.get().look());
                } catch (IOException e) {
                    LOG.warn("{}: {}. Orders for it will fail until that is put right", kind, DeviceException.words(e));
                }
            }
        }
    }
}
