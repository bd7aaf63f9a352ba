package org.dcrbs.solver.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.importing.AssignmentImporter;
import org.dcrbs.solver.importing.AssignmentImporter.Goal;
import org.dcrbs.solver.importing.BarterGraphImporter;
import org.jspecify.annotations.Nullable;

/** Trials of published instances with known optima, and what of them is not at hand. */
final class PublishedTrials {
    private final Optional<Path> data;
    private final Duration time;
    private final List<Trial> trials = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    /** What reads the instances of one folder. */
    private interface Reading {
        void read(Path folder) throws IOException;
    }

    /** What makes a problem of a file. */
    private interface Importing {
        PairingProblem read(Path file) throws IOException;
    }

    PublishedTrials(Optional<Path> data, Duration time) {
        this.data = data;
        this.time = time;
    }

    List<Trial> trials() {
        return trials;
    }

    List<String> skipped() {
        return skipped;
    }

    PublishedTrials assignment() {
        return from(
                "orlib-assign",
                folder -> add(
                        "assign100",
                        OptionalLong.of(-305),
                        folder.resolve("assign100.txt"),
                        file -> AssignmentImporter.assignment(file)));
    }

    PublishedTrials generalised() {
        return from("gap", folder -> {
            Map<String, Path> files = unpack(folder.resolve("gap_dev.tar.gz"));
            for (Map<String, String> row : PublishedFiles.table(folder.resolve("expected_dev.csv"))) {
                String path = cell(row, "path");
                add(
                        path,
                        OptionalLong.of(-Long.parseLong(cell(row, "optimum_min"))),
                        files.get(path),
                        file -> AssignmentImporter.generalised(file, Goal.LEAST_COST));
            }
        });
    }

    PublishedTrials prefLib() {
        return from("kidney-preflib", folder -> {
            Map<String, Path> files = unpack(folder.resolve("wmd_dev.tar.gz"));
            for (Map<String, String> row : PublishedFiles.table(folder.resolve("expected_dev.csv"))) {
                String name = cell(row, "file");
                for (int cap = 3; cap <= 4; cap++) {
                    int most = cap;
                    OptionalLong optimum = Stream.of("opt_K" + cap + "_with_chains", "upstream_K" + cap)
                            .map(row::get)
                            .filter(known -> known != null && known.matches("\\d+"))
                            .mapToLong(Long::parseLong)
                            .findFirst();
                    add(capped(name, cap), optimum, files.get(name), file -> BarterGraphImporter.prefLib(file, most));
                }
            }
        });
    }

    PublishedTrials trimble() {
        return from("kidney-trimble", folder -> {
            for (Map<String, String> row : PublishedFiles.table(folder.resolve("expected.csv"))) {
                int most = Integer.parseInt(cell(row, "max_cycle"));
                String name = cell(row, "fixture");
                Path input = folder.resolve("fixtures").resolve(name + ".input");
                long optimum = (long) Double.parseDouble(cell(row, "optimal_total_weight_no_chains"));
                add(
                        capped(name, most),
                        OptionalLong.of(optimum),
                        input,
                        file -> BarterGraphImporter.edgeList(file, most));
            }
        });
    }

    /** Their optima are penalties: the weight of the vertices that stay out. */
    PublishedTrials barter() {
        int most = 5;
        return from("barter-cycles-cs170", folder -> {
            Map<String, Path> files = unpack(folder.resolve("instances_dev.tar.gz"));
            for (Map<String, String> row : PublishedFiles.table(folder.resolve("expected_dev.csv"))) {
                long all = Long.parseLong(cell(row, "n")) + Long.parseLong(cell(row, "children"));
                long optimum = all - Long.parseLong(cell(row, "optimal_penalty"));
                String name = cell(row, "instance");
                add(
                        capped("cs170-" + name, most),
                        OptionalLong.of(optimum),
                        files.get(name + ".in"),
                        file -> BarterGraphImporter.matrix(file, most));
            }
        });
    }

    private static String cell(Map<String, String> row, String column) throws IOException {
        String cell = row.get(column);
        if (cell == null) {
            throw new IOException("the table of known optima has no column " + column);
        }
        return cell;
    }

    private static String capped(String name, int cap) {
        return name + ", cycles of " + cap;
    }

    private PublishedTrials from(String name, Reading reading) {
        Optional<Path> folder = data.map(at -> at.resolve(name)).filter(Files::isDirectory);
        if (folder.isEmpty()) {
            skipped.add(name + ": "
                    + data.map(at -> "there is no " + at.resolve(name)).orElse("needs --data"));
            return this;
        }
        try {
            reading.read(folder.get());
        } catch (IOException | NumberFormatException e) {
            skipped.add(name + ": " + e.getMessage());
        }
        return this;
    }

    /** The archives are small; what they unpack to is gone when the program ends. */
    private static Map<String, Path> unpack(Path archive) throws IOException {
        Path folder = Files.createTempDirectory("dcrbs-bench");
        Map<String, Path> files = PublishedFiles.unpack(archive, folder);
        folder.toFile().deleteOnExit();
        files.values().forEach(file -> file.toFile().deleteOnExit());
        return files;
    }

    private void add(String name, OptionalLong optimum, @Nullable Path file, Importing importing) {
        if (file == null) {
            skipped.add(name + ": is not in the archive");
            return;
        }
        trials.add(new Trial(name, time, optimum, () -> {
            try {
                return importing.read(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }
}
