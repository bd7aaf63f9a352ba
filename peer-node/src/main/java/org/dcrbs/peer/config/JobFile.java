package org.dcrbs.peer.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.job.Assembly;
import org.dcrbs.peer.job.Column;
import org.dcrbs.peer.job.InputField;
import org.dcrbs.peer.job.JobPlan;
import org.dcrbs.peer.job.NumberType;
import org.dcrbs.peer.job.Split;

/** Reads {@code job.json}; paths in it are relative to the folder. */
public final class JobFile {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern FIELD = Pattern.compile("(u16|u32|u64|f64) (\\S{1,64})");
    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_FIELDS = 256;
    private static final double LARGEST = 1e300;

    private final Path folder;
    private final Fields root;
    private final Optional<Path> keptTable;

    private JobFile(Path folder, Fields root, Optional<Path> keptTable) {
        this.folder = folder;
        this.root = root;
        this.keptTable = keptTable;
    }

    /** @param folder of the paths in it */
    public static JobPlan read(Path file, Path folder) throws ConfigException {
        return new JobFile(folder, root(file), Optional.empty()).plan();
    }

    /** A copy of a job file, of whose table of rows, if it has one, there is a copy too. */
    public static JobPlan readKept(Path file, Path table) throws ConfigException {
        return new JobFile(file.toAbsolutePath().resolveSibling(""), root(file), Optional.of(table)).plan();
    }

    /** Where the table lies whose rows the job is split by. */
    public static Optional<Path> table(Path file, Path folder) throws ConfigException {
        JobFile job = new JobFile(folder, root(file), Optional.empty());
        Fields split = job.needed("split");
        return split.text("kind").equals("ROWS") ? Optional.of(job.path(split, "file")) : Optional.empty();
    }

    private static Fields root(Path file) throws ConfigException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigException(file + " has more than " + MOST_BYTES + " bytes");
            }
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no file " + file, e);
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getMessage(), e);
        }
        return Fields.of(file.getFileName().toString(), "", ShareFile.tree(file));
    }

    private JobPlan plan() throws ConfigException {
        root.only("name", "module", "milliProcessors", "hours", "bid", "limits", "input", "split", "assemble");
        String name = root.text("name");
        if (!NAME.matcher(name).matches()) {
            throw root.problem("name", "'" + name + "' is not 1 to 32 small letters, digits or dashes");
        }
        List<InputField> input = new ArrayList<>();
        for (String text : texts(root, "input")) {
            Matcher field = field(root, "input", text);
            input.add(new InputField(type(field), field.group(2)));
        }
        return new JobPlan(
                name,
                path(root, "module"),
                root.whole("milliProcessors", 1, 1_000_000_000, 1000),
                Duration.ofHours(root.whole("hours", 1, 24 * 365, 24)),
                bid(),
                limits(),
                input,
                split(),
                assembly());
    }

    private Optional<String> bid() throws ConfigException {
        String text = root.text("bid", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Credits.parse(text).toString());
        } catch (IllegalArgumentException e) {
            throw root.problem("bid", String.valueOf(e.getMessage()));
        }
    }

    private JobPlan.Limits limits() throws ConfigException {
        Optional<Fields> limits = root.object("limits");
        if (limits.isEmpty()) {
            return new JobPlan.Limits(256, 60_000, 65_536);
        }
        limits.get().only("memoryPages", "cpuMillis", "outputBytes");
        return new JobPlan.Limits(
                (int) limits.get().whole("memoryPages", 1, 16_384, 256),
                limits.get().whole("cpuMillis", 1, 600_000, 60_000),
                limits.get().whole("outputBytes", 1, 500_000, 65_536));
    }

    private Split split() throws ConfigException {
        Fields split = needed("split");
        String kind = split.text("kind");
        switch (kind) {
            case "RANGES" -> {
                split.only("kind", "from", "until", "each");
                return new Split.Ranges(
                        split.whole("from", 0, Long.MAX_VALUE, 0),
                        split.whole("until", 1, Long.MAX_VALUE),
                        split.whole("each", 1, Long.MAX_VALUE));
            }
            case "ROWS" -> {
                split.only("kind", "file", "each");
                Path table = path(split, "file");
                return new Split.Rows(
                        NumberTable.read(keptTable.orElse(table)), (int) split.whole("each", 1, Split.MOST_UNITS));
            }
            case "TILES" -> {
                split.only("kind", "width", "height", "tile", "left", "top", "step");
                return new Split.Tiles(
                        (int) split.whole("width", 1, 65_535),
                        (int) split.whole("height", 1, 65_535),
                        (int) split.whole("tile", 1, 8192),
                        split.real("left", LARGEST),
                        split.real("top", LARGEST),
                        split.real("step", LARGEST));
            }
            default -> throw split.problem("kind", "'" + kind + "' is none of RANGES, ROWS, TILES");
        }
    }

    private Assembly assembly() throws ConfigException {
        Fields assemble = needed("assemble");
        String kind = assemble.text("kind");
        switch (kind) {
            case "CONCAT" -> {
                assemble.only("kind");
                return new Assembly.Concat();
            }
            case "SUM", "CSV" -> {
                assemble.only("kind", "columns");
                List<Column> columns = new ArrayList<>();
                for (String text : texts(assemble, "columns")) {
                    Matcher column = field(assemble, "columns", text);
                    columns.add(new Column(type(column), column.group(2)));
                }
                if (columns.isEmpty()) {
                    throw assemble.problem("columns", "there are none");
                }
                return kind.equals("SUM") ? new Assembly.Sum(columns) : new Assembly.Table(columns);
            }
            case "PNG" -> {
                assemble.only("kind", "most");
                return new Assembly.Picture((int) assemble.whole("most", 1, 65_535));
            }
            default -> throw assemble.problem("kind", "'" + kind + "' is none of CONCAT, SUM, CSV, PNG");
        }
    }

    private Fields needed(String name) throws ConfigException {
        return root.object(name).orElseThrow(() -> root.problem(name, "is missing"));
    }

    private static List<String> texts(Fields fields, String name) throws ConfigException {
        List<String> texts = fields.listOfTexts(name);
        if (texts.size() > MOST_FIELDS) {
            throw fields.problem(name, "has " + texts.size() + " entries, more than " + MOST_FIELDS);
        }
        return texts;
    }

    private static Matcher field(Fields fields, String name, String text) throws ConfigException {
        Matcher matcher = FIELD.matcher(text);
        if (!matcher.matches()) {
            throw fields.problem(name, "'" + text + "': want a type (u16, u32, u64, f64), a blank, and a word");
        }
        return matcher;
    }

    private static NumberType type(Matcher field) {
        return switch (field.group(1)) {
            case "u16" -> NumberType.U16;
            case "u32" -> NumberType.U32;
            case "u64" -> NumberType.U64;
            default -> NumberType.F64;
        };
    }

    private Path path(Fields fields, String name) throws ConfigException {
        try {
            return folder.resolve(fields.text(name)).normalize();
        } catch (InvalidPathException e) {
            throw fields.problem(name, "is no path");
        }
    }
}
