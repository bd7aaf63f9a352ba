package org.dcrbs.solver.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.dcrbs.solver.Candidate;
import org.dcrbs.solver.InvalidProblemException;
import org.dcrbs.solver.Line;

/** One line of a problem file: the fields that are there, each of the right type, and what kind of line they make. */
final class PairingRow {
    /** What a line says, by the field that gives it away. */
    enum Kind {
        HEADER("format"),
        PARTY("party"),
        OFFER("offer"),
        BUNDLE("bundle");

        private final String key;

        Kind(String key) {
            this.key = key;
        }
    }

    private static final Map<Kind, Set<String>> FIELDS = Map.of(
            Kind.HEADER, Set.of("format", "name", "slots", "maxCycle"),
            Kind.PARTY, Set.of("party", "netMin", "netMax"),
            Kind.OFFER, Set.of("offer", "party", "from", "until", "pools"),
            Kind.BUNDLE, Set.of("bundle", "party", "lines", "sameProvider", "distinctProviders", "mandatory"));

    private final Kind kind;
    private final Map<String, Object> fields;

    private PairingRow(Kind kind, Map<String, Object> fields) {
        this.kind = kind;
        this.fields = fields;
    }

    static PairingRow read(JsonCursor cursor) {
        Map<String, Object> fields = new HashMap<>();
        cursor.document(name -> fields.put(name, value(name, cursor)));
        Kind kind = kind(fields);
        Set<String> known = Objects.requireNonNull(FIELDS.get(kind));
        for (String name : fields.keySet()) {
            if (!known.contains(name)) {
                throw new InvalidProblemException(name, "does not belong in a line with '" + kind.key + "'");
            }
        }
        return new PairingRow(kind, fields);
    }

    private static Kind kind(Map<String, Object> fields) {
        for (Kind kind : List.of(Kind.HEADER, Kind.BUNDLE, Kind.OFFER, Kind.PARTY)) {
            if (fields.containsKey(kind.key)) {
                return kind;
            }
        }
        throw new InvalidProblemException("", "is neither header, party, offer nor bundle");
    }

    private static Object value(String name, JsonCursor cursor) {
        return switch (name) {
            case "format", "name", "party", "offer", "bundle" -> cursor.string();
            case "slots", "maxCycle", "from", "until", "netMin", "netMax" -> cursor.number();
            case "sameProvider", "distinctProviders", "mandatory" -> cursor.flag();
            case "pools" -> cursor.list(cursor::number);
            case "lines" -> cursor.list(() -> LineRow.read(cursor));
            default -> throw cursor.fault("is not a field of this format");
        };
    }

    Kind kind() {
        return kind;
    }

    String text(String name) {
        return (String) required(name);
    }

    long number(String name) {
        return (Long) required(name);
    }

    OptionalLong optionalNumber(String name) {
        return fields.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** A number that must fit in 32 bits, or another if there is none. */
    int integer(String name, int otherwise) {
        return fields.containsKey(name) ? integer(name) : otherwise;
    }

    int integer(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw new InvalidProblemException(name, number + " does not fit in 32 bits");
        }
        return (int) number;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    List<Long> numbers(String name) {
        return ((List<?>) required(name)).stream().map(Long.class::cast).toList();
    }

    List<LineRow> lines() {
        return ((List<?>) required("lines")).stream().map(LineRow.class::cast).toList();
    }

    private Object required(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new InvalidProblemException(name, "is missing");
        }
        return value;
    }

    /** A line of a bundle before its window's default is known. */
    record LineRow(String id, int from, int until, List<Candidate> candidates) {
        private static final int MISSING = -1;

        static LineRow read(JsonCursor cursor) {
            Map<String, Object> fields = new HashMap<>();
            cursor.object(name -> fields.put(
                    name,
                    switch (name) {
                        case "line" -> cursor.string();
                        case "from", "until" -> cursor.integer();
                        case "candidates" -> cursor.list(() -> candidate(cursor));
                        default -> throw cursor.fault("is not a field of a line");
                    }));
            if (!(fields.get("line") instanceof String id)) {
                throw cursor.fault(new InvalidProblemException("line", "is missing"));
            }
            if (!(fields.get("candidates") instanceof List<?> candidates)) {
                throw cursor.fault(new InvalidProblemException("candidates", "is missing"));
            }
            return new LineRow(
                    id,
                    (Integer) fields.getOrDefault("from", 0),
                    (Integer) fields.getOrDefault("until", MISSING),
                    candidates.stream().map(Candidate.class::cast).toList());
        }

        private static Candidate candidate(JsonCursor cursor) {
            long[] numbers = cursor.numbers();
            if (numbers.length < 5) {
                throw cursor.fault("has " + numbers.length + " numbers, not offer, value, reserve, worth and uses");
            }
            long offer = numbers[0];
            if (offer != (int) offer) {
                throw cursor.fault("there is no offer with index " + offer);
            }
            try {
                return new Candidate((int) offer, numbers[1], numbers[2], numbers[3], uses(numbers));
            } catch (InvalidProblemException e) {
                throw cursor.fault(e);
            }
        }

        private static List<Long> uses(long[] numbers) {
            Long[] uses = new Long[numbers.length - 4];
            for (int i = 0; i < uses.length; i++) {
                uses[i] = numbers[i + 4];
            }
            return List.of(uses);
        }

        Line toLine(int slots) {
            return new Line(id, from, until == MISSING ? slots : until, candidates);
        }
    }
}
