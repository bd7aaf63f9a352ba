package org.dcrbs.peer.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;
import org.dcrbs.market.FileHeader;
import org.dcrbs.peer.share.DailyHours;
import org.dcrbs.peer.share.DoorPlace;
import org.dcrbs.peer.share.OfferedFile;
import org.dcrbs.peer.share.OfferedLine;
import org.dcrbs.peer.share.Precedence;
import org.dcrbs.peer.share.Reserved;
import org.dcrbs.peer.share.Share;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code share.json}. Everything in it may be left out; a relative path is relative to the file's folder. */
public final class ShareFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern LOT = Pattern.compile("cpu|memory|disk|internet|(file|device)-.+");

    private static final long MOST_DAYS = 365;
    private static final long MOST_IDLE_MINUTES = 24 * 60;
    private static final long USUALLY_BUSY_PERCENT = 20;
    private static final long MOST_COPIES = 1_000_000;

    private final Path folder;
    private final Fields root;

    private ShareFile(Path folder, Fields root) {
        this.folder = folder;
        this.root = root;
    }

    public static Share read(Path file) throws ConfigException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        return parse(folder, file.getFileName().toString(), tree(file));
    }

    /** What the file says, or what is usual if there is none. */
    public static Share readIfThere(Path file) throws ConfigException {
        return Files.exists(file) ? read(file) : Share.DEFAULT;
    }

    /** Complains of what does not make sense as the contents of that file. */
    static void check(Path file, JsonNode tree) throws ConfigException {
        parse(file.toAbsolutePath().resolveSibling(""), file.getFileName().toString(), tree);
    }

    static JsonNode tree(Path file) throws ConfigException {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new ConfigException(
                    file.getFileName() + ": not valid JSON" + where + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Share parse(Path folder, String name, JsonNode tree) throws ConfigException {
        ShareFile file = new ShareFile(folder, Fields.of(name, "", tree));
        file.root.only(
                "private",
                "days",
                "hours",
                "onlyWhenIdle",
                "onBattery",
                "computing",
                "whenBusy",
                "serves",
                "asks",
                "internet",
                "files",
                "peripherals",
                "door");
        Reserved reserved = file.reserved();
        Optional<OfferedLine> line = InternetFields.read(file.root);
        if (line.isPresent() && reserved.internet() == 100) {
            throw file.root.problem(
                    "private.internet",
                    "is 100: nothing of the line would be left for files, storage and the work's own inputs;"
                            + " keep 99 at most, or leave internet out");
        }
        return new Share(
                reserved,
                (int) file.root.whole("days", 1, MOST_DAYS, Share.DEFAULT_DAYS),
                file.hours(),
                file.precedence(),
                file.nativePrograms(),
                file.serves(),
                line,
                file.files(),
                DeviceFields.read(file.root, folder),
                file.door(),
                file.asks());
    }

    private Optional<DoorPlace> door() throws ConfigException {
        Optional<Fields> fields = root.object("door");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        fields.get().only("port", "address");
        String address = fields.get().text("address", "");
        if (!address.isEmpty()) {
            try {
                CoordinatorAddress.parse(address);
            } catch (ConfigException e) {
                throw fields.get().problem("address", "'" + address + "' is no HOST:PORT");
            }
        }
        return Optional.of(new DoorPlace((int) fields.get().whole("port", 0, 65_535), address));
    }

    private Reserved reserved() throws ConfigException {
        Optional<Fields> fields = root.object("private");
        if (fields.isEmpty()) {
            return Reserved.HALF;
        }
        fields.get().only("processors", "memory", "disk", "internet");
        return new Reserved(
                percent(fields.get(), "processors"),
                percent(fields.get(), "memory"),
                percent(fields.get(), "disk"),
                percent(fields.get(), "internet"));
    }

    private static int percent(Fields fields, String name) throws ConfigException {
        return (int) fields.whole(name, 0, 100, 50);
    }

    private Optional<DailyHours> hours() throws ConfigException {
        Optional<Fields> fields = root.object("hours");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        fields.get().only("from", "until", "zone");
        LocalTime from = time(fields.get(), "from");
        LocalTime until = time(fields.get(), "until");
        try {
            String zone = fields.get().text("zone", ZoneId.systemDefault().getId());
            return Optional.of(new DailyHours(from, until, ZoneId.of(zone)));
        } catch (DateTimeException e) {
            throw fields.get().problem("zone", "is no time zone such as Europe/Berlin");
        } catch (IllegalArgumentException e) {
            throw fields.get().problem(String.valueOf(e.getMessage()));
        }
    }

    private static LocalTime time(Fields fields, String name) throws ConfigException {
        try {
            return LocalTime.parse(fields.text(name));
        } catch (DateTimeException e) {
            throw fields.problem(name, "is no time of day such as 08:30");
        }
    }

    private Precedence precedence() throws ConfigException {
        Optional<Fields> idle = root.object("onlyWhenIdle");
        boolean onBattery = root.flag("onBattery", false);
        boolean whenBusy = root.flag("whenBusy", false);
        if (idle.isEmpty()) {
            return new Precedence(Optional.empty(), onBattery, whenBusy);
        }
        if (whenBusy) {
            throw root.problem("whenBusy", "is true, but onlyWhenIdle says when not; leave one of them out");
        }
        idle.get().only("minutes", "busyAbovePercent");
        return new Precedence(
                Optional.of(
                        new Precedence.Idle(Duration.ofMinutes(idle.get().whole("minutes", 0, MOST_IDLE_MINUTES)), (int)
                                idle.get().whole("busyAbovePercent", 1, 99, USUALLY_BUSY_PERCENT))),
                onBattery,
                false);
    }

    private boolean nativePrograms() throws ConfigException {
        Optional<Fields> fields = root.object("computing");
        if (fields.isEmpty()) {
            return false;
        }
        fields.get().only("native");
        return fields.get().flag("native", false);
    }

    private Constraint serves() throws ConfigException {
        try {
            return new Constraint(root.text("serves", ""));
        } catch (IllegalArgumentException e) {
            throw root.problem("serves", String.valueOf(e.getMessage()));
        }
    }

    private List<OfferedFile> files() throws ConfigException {
        List<OfferedFile> files = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields fields : root.objects("files")) {
            fields.only("id", "path", "name", "targetUser", "objective", "function", "environment", "copies", "reseed");
            Path path = fields.path("path", folder);
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                throw fields.problem("path", path + " is no file that can be read");
            }
            files.add(new OfferedFile(
                    fields.id("id", ids),
                    path,
                    header(fields, path),
                    fields.whole("copies", 1, MOST_COPIES, 1),
                    fields.flag("reseed", false)));
        }
        return files;
    }

    private static FileHeader header(Fields fields, Path path) throws ConfigException {
        try {
            return new FileHeader(
                    fields.text("name", path.getFileName().toString()),
                    fields.text("targetUser", ""),
                    fields.text("objective", ""),
                    fields.text("function", ""),
                    fields.text("environment", ""),
                    0,
                    "");
        } catch (IllegalArgumentException e) {
            throw fields.problem(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Credits> asks() throws ConfigException {
        Optional<Fields> fields = root.object("asks");
        Map<String, Credits> asks = new HashMap<>();
        if (fields.isEmpty()) {
            return asks;
        }
        for (Map.Entry<String, String> ask : fields.get().texts().entrySet()) {
            if (!LOT.matcher(ask.getKey()).matches()) {
                throw fields.get()
                        .problem(
                                ask.getKey(),
                                "there is no such lot; there are cpu, memory, disk, internet,"
                                        + " file-ID and device-ID");
            }
            try {
                Credits amount = Credits.parse(ask.getValue());
                if (amount.isNegative()) {
                    throw fields.get().problem(ask.getKey(), amount + " credits are less than nothing");
                }
                asks.put(ask.getKey(), amount);
            } catch (IllegalArgumentException e) {
                throw fields.get().problem(ask.getKey(), String.valueOf(e.getMessage()));
            }
        }
        return asks;
    }
}
