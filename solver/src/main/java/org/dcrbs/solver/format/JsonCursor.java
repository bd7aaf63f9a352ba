package org.dcrbs.solver.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.dcrbs.solver.InvalidProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.json.JsonFactory;

/** Walks one JSON value, knows where in it it is, and takes nothing but what it is asked for. */
final class JsonCursor implements AutoCloseable {
    /** What the library tells programmers. */
    private static final Pattern ADVICE = Pattern.compile("(: enable | \\(start marker ).*", Pattern.DOTALL);

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(1 << 16)
                    .maxNumberLength(32)
                    .build())
            .build();

    private final JsonParser parser;
    private final Deque<Object> path = new ArrayDeque<>();

    JsonCursor(byte[] bytes, int length) {
        parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, 0, length);
    }

    /** Reads a whole text that is one object. */
    void document(Consumer<String> field) {
        try {
            advance();
            object(field);
            if (parser.nextToken() != null) {
                throw fault("there is more after the object");
            }
        } catch (JacksonException e) {
            throw fault("is not valid JSON: "
                    + ADVICE.matcher(e.getOriginalMessage()).replaceFirst(""));
        }
    }

    /** Reads an object; {@code field} must read the value of each name it is given. */
    void object(Consumer<String> field) {
        expect(JsonToken.START_OBJECT, "an object");
        while (advance() == JsonToken.PROPERTY_NAME) {
            path.addLast(parser.currentName());
            advance();
            field.accept(parser.currentName());
            path.removeLast();
        }
    }

    <T> List<T> list(Supplier<T> element) {
        expect(JsonToken.START_ARRAY, "a list");
        List<T> elements = new ArrayList<>();
        while (advance() != JsonToken.END_ARRAY) {
            path.addLast(elements.size());
            elements.add(element.get());
            path.removeLast();
        }
        return elements;
    }

    boolean isList() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** A list of whole numbers, of which a file has far too many for objects. */
    long[] numbers() {
        expect(JsonToken.START_ARRAY, "a list");
        long[] numbers = new long[8];
        int count = 0;
        while (advance() != JsonToken.END_ARRAY) {
            path.addLast(count);
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number();
            path.removeLast();
        }
        return Arrays.copyOf(numbers, count);
    }

    /** A list of exactly two elements of different kinds. */
    List<Object> pair(Supplier<?> first, Supplier<?> second) {
        int[] read = {0};
        List<Object> elements = list(() -> switch (read[0]++) {
            case 0 -> first.get();
            case 1 -> second.get();
            default -> throw fault("is one element too many");
        });
        if (elements.size() < 2) {
            throw fault("has " + elements.size() + " elements, not 2");
        }
        return elements;
    }

    String string() {
        expect(JsonToken.VALUE_STRING, "a text");
        return parser.getString();
    }

    long number() {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            throw fault(parser.getString() + " is not a whole number");
        }
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        try {
            return parser.getLongValue();
        } catch (InputCoercionException e) {
            throw fault(parser.getString() + " does not fit in 64 bits");
        }
    }

    int integer() {
        long number = number();
        if (number != (int) number) {
            throw fault(number + " does not fit in 32 bits");
        }
        return (int) number;
    }

    double fraction() {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
            expect(JsonToken.VALUE_NUMBER_INT, "a number");
        }
        return parser.getDoubleValue();
    }

    boolean flag() {
        if (parser.currentToken() != JsonToken.VALUE_TRUE) {
            expect(JsonToken.VALUE_FALSE, "true or false");
        }
        return parser.getBooleanValue();
    }

    InvalidProblemException fault(String detail) {
        return new InvalidProblemException(where(), detail);
    }

    /** A fault of the value that is being read, whose own fields the fault names. */
    InvalidProblemException fault(InvalidProblemException inner) {
        return path.isEmpty() ? inner : inner.within(where());
    }

    private String where() {
        StringBuilder text = new StringBuilder();
        for (Object step : path) {
            if (step instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }

    private @Nullable JsonToken advance() {
        return parser.nextToken();
    }

    private void expect(JsonToken token, String name) {
        if (parser.currentToken() != token) {
            throw fault("is not " + name);
        }
    }

    @Override
    public void close() {
        parser.close();
    }
}
