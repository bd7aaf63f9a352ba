package org.dcrbs.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    /** The sample of RFC 8785, 3.2.3, which sorts by UTF-16 units: a smiley comes before a Hebrew letter's presentation form. */
    @Test
    void membersAreSortedAsTheStandardSorts() {
        String unsorted = """
                {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh",
                 "1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control",
                 "\\u00f6":"Latin Small Letter O With Diaeresis"}
                """;
        String sorted = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}";

        assertEquals(sorted, canonical(unsorted));
    }

    @Test
    void textsHaveTheShortestEscapes() {
        assertEquals(
                "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"",
                canonical("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\""));
    }

    @Test
    void whiteSpaceGoesAndTheRestStays() {
        assertEquals(
                "{\"a\":[],\"b\":[1,-2,{}],\"c\":true}",
                canonical(" { \"c\" : true,\n\"b\":[ 1 ,-2, { } ], \"a\":[ ] } "));
    }

    @Test
    void whatIsSignedMustBeCanonicalAlready() {
        JsonException refused = assertThrows(
                JsonException.class, () -> CanonicalJson.read("contract", "{\"b\":1,\"a\":2}".getBytes(UTF_8)));

        assertEquals("contract: is not in the canonical form of RFC 8785", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":1}",
                "nul",
                "null",
                "1.5",
                "1e3",
                "01",
                "-",
                "-0",
                "9007199254740992",
                "99999999999999999999",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\ud800\"",
                "\"a",
                "\"\n\"",
                "1 2",
                "{1:2}",
                "tru",
                "{\"\\ud800\":1}"
            })
    void whatIsNotOfThisFormIsRefusedInASentence(String text) {
        JsonException refused = assertThrows(JsonException.class, () -> JsonReader.read("doc", text.getBytes(UTF_8)));

        assertTrue(refused.getMessage() != null && !refused.getMessage().isBlank());
    }

    @Test
    void brokenUtf8AndBottomlessNestingAreRefused() {
        assertThrows(JsonException.class, () -> JsonReader.read("doc", new byte[] {'"', (byte) 0xc3, '"'}));
        assertThrows(
                JsonException.class,
                () -> JsonReader.read("doc", "[".repeat(100_000).getBytes(UTF_8)));
        assertThrows(JsonException.class, () -> JsonReader.read("doc", new byte[JsonReader.MOST_BYTES + 1]));
    }

    @Test
    void whateverIsWrittenReadsBackTheSame() {
        Random random = new Random(8785);
        for (int i = 0; i < 2000; i++) {
            Json value = any(random, 4);
            byte[] bytes = CanonicalJson.bytes(value);

            assertEquals(value, CanonicalJson.read("doc", bytes));
        }
    }

    /** Damaged documents are refused, or are others in canonical form; nothing else happens. */
    @Test
    void damageNeverDoesMoreThanBeRefused() {
        Random random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = CanonicalJson.bytes(any(random, 3));
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                assertEquals(new String(bytes, UTF_8), CanonicalJson.text(CanonicalJson.read("doc", bytes)));
            } catch (JsonException refused) {
                assertTrue(String.valueOf(refused.getMessage()).startsWith("doc") || refused.getMessage() != null);
            }
        }
    }

    private static Json any(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 5);
        if (kind == 0) {
            return new Json.Truth(random.nextBoolean());
        }
        if (kind == 1) {
            return new Json.Whole(random.nextLong(-Json.Whole.MOST, Json.Whole.MOST));
        }
        if (kind == 2) {
            return new Json.Text(text(random));
        }
        List<Json> items = new ArrayList<>();
        TreeMap<String, Json> members = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(any(random, depth - 1));
            members.put(text(random), any(random, depth - 1));
        }
        return kind == 3 ? new Json.Items(items) : new Json.Members(members);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
            text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
        }
        return text.toString();
    }

    private static String canonical(String text) {
        return CanonicalJson.text(JsonReader.read("doc", text.getBytes(UTF_8)));
    }
}
