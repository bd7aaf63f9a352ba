package org.dcrbs.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads policy sets: the rule files and rate cards of a folder or of a store, or those that ship with the program, in
 * order of their names.
 */
final class PolicyFiles {
    static final int MOST_FILES = 64;
    static final int MOST_BYTES = 256 * 1024;

    /** Resources of a jar can't be listed, so here is the list; a test holds it against the folder. */
    static final List<String> SHIPPED = List.of(
            "commission-cap.scenarios.csv",
            "commission.drl",
            "commission.scenarios.csv",
            "computing-power.drl",
            "computing-power.scenarios.csv",
            "equity.drl",
            "equity.scenarios.csv",
            "exchange.scenarios.csv",
            "file.drl",
            "file.scenarios.csv",
            "internet-access.drl",
            "internet-access.scenarios.csv",
            "memory.drl",
            "memory.scenarios.csv",
            "money.drl",
            "money.scenarios.csv",
            "negotiation.drl",
            "negotiation.scenarios.csv",
            "peripheral.drl",
            "peripheral.scenarios.csv",
            "premiums.drl",
            "premiums.scenarios.csv",
            "pricing.drl",
            "pricing.scenarios.csv",
            "storage.drl",
            "storage.scenarios.csv");

    private PolicyFiles() {}

    static SortedMap<String, byte[]> shipped() {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        SHIPPED.forEach(name -> contents.put(name, shippedBytes(name)));
        return contents;
    }

    static byte[] shippedBytes(String name) {
        try (InputStream in = PolicyFiles.class.getResourceAsStream("/policies/" + name)) {
            if (in == null) {
                throw new IllegalStateException("policies/" + name + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<PolicyFile> in(Path folder) throws PolicyException {
        return of(folder.toString(), contents(folder));
    }

    /** The policy files of a folder, by name, unread; or the one file that the path leads to. */
    static SortedMap<String, byte[]> contents(Path folder) throws PolicyException {
        if (Files.isRegularFile(folder)) {
            return new TreeMap<>(Map.of(nameOf(folder), bytes(folder)));
        }
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(path -> !nameOf(path).startsWith(".")).sorted().forEach(paths::add);
        } catch (IOException | UncheckedIOException e) {
            throw new PolicyException(new Diagnostic(folder.toString(), 0, "", "the folder can't be read: " + e));
        }
        List<Diagnostic> wrong = new ArrayList<>();
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (Path path : paths) {
            String name = nameOf(path);
            // A misspelt ending must not silently drop a policy.
            if (name.endsWith(".md") || name.endsWith(".txt")) {
                continue;
            }
            try {
                contents.put(name, bytes(path));
            } catch (PolicyException e) {
                wrong.addAll(e.diagnostics());
            }
        }
        if (!wrong.isEmpty()) {
            throw new PolicyException(wrong);
        }
        return contents;
    }

    /** @param origin what to call the whole of them, when it is none's fault */
    static List<PolicyFile> of(String origin, SortedMap<String, byte[]> contents) throws PolicyException {
        List<Diagnostic> wrong = new ArrayList<>();
        List<PolicyFile> files = new ArrayList<>();
        contents.forEach((name, bytes) -> {
            try {
                read(name, bytes).ifPresent(files::add);
            } catch (PolicyException e) {
                wrong.addAll(e.diagnostics());
            }
        });
        if (contents.size() > MOST_FILES) {
            wrong.add(new Diagnostic(origin, 0, "", contents.size() + " policy files; " + MOST_FILES + " at most"));
        }
        if (files.isEmpty() && wrong.isEmpty()) {
            wrong.add(new Diagnostic(origin, 0, "", "no .drl file, and no .csv or .xlsx, in the folder"));
        }
        if (!wrong.isEmpty()) {
            throw new PolicyException(wrong);
        }
        return files;
    }

    /** The first eight digits of a hash over the names and contents. */
    static String hash(SortedMap<String, byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((name, bytes) -> {
                digest.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a file holds scenarios, which travel with the policies that they test and say nothing themselves. */
    static boolean isScenarios(String name) {
        return name.matches(".*[.]scenarios[.](csv|xlsx)");
    }

    /** The rules of a file; empty if it holds scenarios. */
    static Optional<PolicyFile> read(Path path) throws PolicyException {
        return read(nameOf(path), bytes(path));
    }

    private static byte[] bytes(Path path) throws PolicyException {
        String name = nameOf(path);
        checkName(name);
        if (!Files.isRegularFile(path)) {
            throw new PolicyException(new Diagnostic(name, 0, "", "is no policy file: want a plain file"));
        }
        try {
            checkSize(name, Files.size(path));
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new PolicyException(new Diagnostic(name, 0, "", "can't be read: " + e));
        }
    }

    private static Optional<PolicyFile> read(String name, byte[] bytes) throws PolicyException {
        checkName(name);
        checkSize(name, bytes.length);
        if (isScenarios(name)) {
            return Optional.empty();
        }
        return Optional.of(
                name.endsWith(".drl")
                        ? new PolicyFile(name, decoded(name, bytes))
                        : RateCard.translated(Sheet.read(name, bytes)));
    }

    static void checkName(String name) throws PolicyException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,79}([.]drl|([.]scenarios)?[.](csv|xlsx))")) {
            throw new PolicyException(new Diagnostic(
                    name,
                    0,
                    "",
                    "is no policy file: want a plain file named by letters, digits, _ or -, and .drl, .csv or .xlsx"));
        }
    }

    static void checkSize(String name, long size) throws PolicyException {
        if (size > MOST_BYTES) {
            throw new PolicyException(
                    new Diagnostic(name, 0, "", "has " + size + " bytes; " + MOST_BYTES + " at most"));
        }
    }

    static String decoded(String name, byte[] bytes) throws PolicyException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PolicyException(new Diagnostic(name, 0, "", "is not UTF-8 text"));
        }
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}
