package org.dcrbs.solver.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.InvalidProblemException;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.Proof;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.Unserved;

/** Reads {@code dcrbs-answer/1} to a problem, so that it can be checked. */
public final class AnswerReader {
    private static final int MOST_BYTES = 1 << 30;

    private final Map<String, Integer> bundles = new HashMap<>();
    private final Map<String, Object> fields = new HashMap<>();
    private final List<ServedBundle> pairings = new ArrayList<>();
    private final List<Unserved> unserved = new ArrayList<>();

    private AnswerReader(PairingProblem problem) {
        for (int b = 0; b < problem.bundleCount(); b++) {
            bundles.put(problem.bundleId(b), b);
        }
    }

    public static Answer read(PairingProblem problem, Path file) throws IOException {
        byte[] text;
        try (var raw = Files.newInputStream(file);
                var in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            text = in.readNBytes(MOST_BYTES);
        } catch (ZipException | EOFException e) {
            throw new PairingFormatException(
                    String.valueOf(file.getFileName()), 0, "", "the gzip file is damaged or cut short");
        }
        try (JsonCursor cursor = new JsonCursor(text, text.length)) {
            return new AnswerReader(problem).read(cursor);
        } catch (InvalidProblemException e) {
            throw new PairingFormatException(String.valueOf(file.getFileName()), 1, e.field(), e.detail());
        }
    }

    private Answer read(JsonCursor cursor) {
        cursor.document(name -> field(name, cursor));
        if (!AnswerWriter.FORMAT.equals(fields.get("format"))) {
            throw new InvalidProblemException("format", "is not " + AnswerWriter.FORMAT);
        }
        return new Answer(
                required("problem", String.class),
                required("objective", Long.class),
                required("bound", Long.class),
                required("proof", Proof.class),
                required("seed", Long.class),
                required("steps", Long.class),
                required("seconds", Double.class),
                pairings,
                unserved,
                Optional.empty());
    }

    private void field(String name, JsonCursor cursor) {
        switch (name) {
            case "format", "problem" -> fields.put(name, cursor.string());
            case "objective", "bound", "seed", "steps" -> fields.put(name, cursor.number());
            case "gap", "seconds" -> fields.put(name, cursor.fraction());
            case "proof" -> fields.put(name, proof(cursor));
            case "pairings" -> cursor.list(() -> pairings.add(pairing(cursor)));
            case "unserved" -> cursor.list(() -> unserved.add(unserved(cursor)));
            default -> throw cursor.fault("is not a field of this format");
        }
    }

    private static Proof proof(JsonCursor cursor) {
        try {
            return Proof.of(cursor.string());
        } catch (IllegalArgumentException e) {
            throw cursor.fault(String.valueOf(e.getMessage()));
        }
    }

    private ServedBundle pairing(JsonCursor cursor) {
        List<Object> pair = cursor.pair(cursor::string, () -> cursor.list(cursor::integer));
        Integer bundle = bundles.get((String) pair.get(0));
        if (bundle == null) {
            throw cursor.fault("there is no bundle '" + pair.get(0) + "'");
        }
        return new ServedBundle(
                bundle,
                ((List<?>) pair.get(1)).stream().map(Integer.class::cast).toList());
    }

    private static Unserved unserved(JsonCursor cursor) {
        List<Object> pair = cursor.pair(cursor::string, cursor::string);
        return new Unserved((String) pair.get(0), (String) pair.get(1));
    }

    private <T> T required(String name, Class<T> type) {
        Object value = fields.get(name);
        if (value == null) {
            throw new InvalidProblemException(name, "is missing");
        }
        return type.cast(value);
    }
}
