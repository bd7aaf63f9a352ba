package org.dcrbs.protocol.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads a document of RFC 8259, but no null, no fraction, no name twice, nothing deeper than 32. */
public final class JsonReader {
    /** Documents here are small; larger ones are refused unread. */
    public static final int MOST_BYTES = 4 << 20;

    private static final int DEEPEST = 32;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final String name;
    private final JsonParser parser;

    private JsonReader(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /** @param name what to call the document in complaints */
    public static Json read(String name, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new JsonException(name + ": has " + bytes.length + " bytes; " + MOST_BYTES + " at most");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text(name, bytes))) {
            JsonReader reader = new JsonReader(name, parser);
            parser.nextToken();
            Json value = reader.value();
            if (parser.nextToken() != null) {
                throw reader.wrong("something follows the end");
            }
            return value;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new JsonException(name + ", line " + line + ": " + e.getOriginalMessage());
        }
    }

    private static String text(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonException(name + ": is not UTF-8 text");
        }
    }

    private Json value() {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw wrong("ends too early");
        }
        return switch (token) {
            case START_OBJECT -> members();
            case START_ARRAY -> items();
            case VALUE_STRING -> new Json.Text(parser.getString());
            case VALUE_NUMBER_INT -> whole();
            case VALUE_TRUE -> new Json.Truth(true);
            case VALUE_FALSE -> new Json.Truth(false);
            default -> throw wrong("want an object, a list, a text, a whole number, true or false");
        };
    }

    private Json members() {
        SortedMap<String, Json> members = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            parser.nextToken();
            members.put(member, value());
        }
        return new Json.Members(members);
    }

    private Json items() {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Json.Items(items);
    }

    private Json whole() {
        String number = parser.getString();
        if (!number.matches("0|-?[1-9]\\d{0,15}")) {
            throw wrong("want a whole number of at most 16 digits");
        }
        return new Json.Whole(Long.parseLong(number));
    }

    private JsonException wrong(String what) {
        return new JsonException(
                name + ", line " + parser.currentTokenLocation().getLineNr() + ": " + what);
    }
}
