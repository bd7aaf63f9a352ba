package org.dcrbs.peer.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.dcrbs.market.Peripheral;
import org.dcrbs.peer.share.OfferedDevice;
import org.dcrbs.peer.share.Reach;

/** {@code peripherals} of {@code share.json}. */
final class DeviceFields {
    /** As long as IPP lets an address be. */
    private static final int MOST_ADDRESS = 1023;

    private static final int MOST_ARGUMENTS = 100;
    private static final int MOST_ARGUMENT = 4096;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private DeviceFields() {}

    static List<OfferedDevice> read(Fields root, Path folder) throws ConfigException {
        List<OfferedDevice> devices = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<Peripheral.Kind> kinds = EnumSet.noneOf(Peripheral.Kind.class);
        for (Fields fields : root.objects("peripherals")) {
            fields.only(
                    "id",
                    "kind",
                    "resolutionDpi",
                    "colourBits",
                    "unitsPerMinute",
                    "folder",
                    "printer",
                    "scanner",
                    "camera");
            Peripheral spec = new Peripheral(
                    fields.oneOf("kind", List.of(Peripheral.Kind.values())),
                    fields.whole("resolutionDpi", 1, 1_000_000),
                    fields.whole("colourBits", 1, 256, 1),
                    fields.whole("unitsPerMinute", 1, 1_000_000, 1));
            if (!kinds.add(spec.kind())) {
                // A work order names the kind, not the device.
                throw fields.problem("kind", "there is a " + spec.kind() + " already; a node has one of each kind");
            }
            devices.add(new OfferedDevice(fields.id("id", ids), spec, reach(fields, spec.kind(), folder)));
        }
        return devices;
    }

    private static Reach reach(Fields fields, Peripheral.Kind kind, Path folder) throws ConfigException {
        String own = name(kind);
        for (Peripheral.Kind other : Peripheral.Kind.values()) {
            if (other != kind && fields.has(name(other))) {
                throw fields.problem(
                        name(other), "is how a " + other + " is reached; a " + kind + " has folder or " + own);
            }
        }
        if (fields.has("folder") == fields.has(own)) {
            throw fields.problem((fields.has("folder") ? "there are both folder and " : "there is neither folder nor ")
                    + own + "; a " + kind + " is reached by one of them");
        }
        if (fields.has("folder")) {
            return new Reach.Folder(fields.path("folder", folder));
        }
        return switch (kind) {
            case PRINTER -> new Reach.Printer(address(fields, own, Set.of("ipp", "ipps"), "ipp://HOST[:PORT]/PATH"));
            case SCANNER -> new Reach.Scanner(address(fields, own, Set.of("sane"), "sane://HOST[:PORT]/DEVICE"));
            case CAMERA -> new Reach.Camera(command(fields, own, folder));
        };
    }

    private static String name(Peripheral.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static URI address(Fields fields, String name, Set<String> schemes, String form) throws ConfigException {
        String text = fields.text(name);
        try {
            URI uri = new URI(text);
            boolean good = text.length() <= MOST_ADDRESS
                    && uri.getScheme() != null
                    && schemes.contains(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() <= 65_535
                    && uri.getPort() != 0
                    && uri.getPath().length() > 1
                    && !CONTROL.matcher(uri.getPath()).find()
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (good) {
                return new URI(uri.toASCIIString());
            }
        } catch (URISyntaxException e) {
            // Said below, with what is wanted instead.
        }
        throw fields.problem(name, "'" + text + "' is no " + form);
    }

    /** A program with a slash in its name is looked for from the file's folder on, another one in the usual places. */
    private static List<String> command(Fields fields, String name, Path folder) throws ConfigException {
        List<String> command = new ArrayList<>(fields.listOfTexts(name));
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw fields.problem(name, "names no program; want [\"PROGRAM\", \"ARGUMENT\", ...]");
        }
        if (command.size() > MOST_ARGUMENTS) {
            throw fields.problem(name, "has " + command.size() + " entries; want " + MOST_ARGUMENTS + " at most");
        }
        for (String word : command) {
            if (word.length() > MOST_ARGUMENT || CONTROL.matcher(word).find()) {
                throw fields.problem(
                        name, "has an entry of more than " + MOST_ARGUMENT + " or with control characters");
            }
        }
        if (command.get(0).contains("/")) {
            command.set(0, fields.resolve(name, command.get(0), folder).toString());
        }
        return command;
    }
}
