package org.dcrbs.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcrbs.market.Constraint;
import org.dcrbs.server.search.Conditions.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    private static final Map<String, Object> SEEN = Map.of(
            "offer",
            Map.of(
                    "spec", Map.of("mips", 5000L, "kind", "PRINTER"),
                    "attributes", Map.of("room", "b12", "level", "3", "text", "a".repeat(500))),
            "giver",
            Map.of("id", "lab", "name", "Lab"));

    private final Conditions conditions = new Conditions();

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "offer.spec.mips >= 5000 @ TRUE",
                "offer.spec.mips > 5000 @ FALSE",
                "offer.attributes.room == 'b12' && giver.id != 'school' @ TRUE",
                "giver.id in ['studio', 'school'] @ FALSE",
                "has(offer.attributes.gpu) @ FALSE",
                "!has(offer.attributes.gpu) || offer.attributes.gpu == 'none' @ TRUE",
                "offer.attributes.gpu == 'none' @ UNDEFINED",
                "offer.attributes.gpu != 'none' @ UNDEFINED",
                "!(offer.attributes.gpu == 'none') @ UNDEFINED",
                "offer.attributes.gpu == 'none' || giver.id == 'lab' @ TRUE",
                "offer.attributes.gpu == 'none' && giver.id == 'lab' @ UNDEFINED",
                "offer.attributes.gpu == 'none' && giver.id == 'studio' @ FALSE",
                "int(offer.attributes.level) >= 3 @ TRUE",
                "int(offer.attributes.room) >= 3 @ UNDEFINED",
                "offer.attributes.room > 3 @ UNDEFINED",
                "offer.spec.mips / 0 > 1 @ UNDEFINED",
                "offer.spec.mips * 9223372036854775807 > 1 @ UNDEFINED",
                "offer.attributes.room.startsWith('b1') @ TRUE",
                "taker.id == 'lab' @ UNDEFINED",
                "offer.attributes.room @ UNDEFINED",
            })
    void aConstraintIsTrueFalseOrUndefined(String expression, Outcome outcome) {
        assertThat(outcome(expression)).isEqualTo(outcome);
    }

    @Test
    void noConstraintHoldsAlways() {
        assertThat(conditions.evaluate(Constraint.NONE, Map.of())).isEqualTo(Outcome.TRUE);
        Conditions.check(Constraint.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "offer.spec.mips >=",
                "offer.spec.mips = 5",
                "(giver.id == 'lab'",
                "world.spec.mips > 1",
                "giver.id == 'lab' giver.id == 'lab'",
                "1 + 1",
                "'yes'",
                "giver.id == \"lab",
                "launch(giver.id)",
                "1 == 'one'"
            })
    void whatCannotBeUnderstoodIsRefusedInOneLine(String expression) {
        assertThatThrownBy(() -> Conditions.check(new Constraint(expression)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("constraint \"" + expression + "\": ")
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "offer.attributes.native == 'linux-x86_64'",
                "'linux-x86_64' == offer.attributes.native",
                "giver.id != 'lab' && (offer.spec.mips > 5 && offer.attributes.native == \"linux-x86_64\")"
            })
    void whatCanOnlyBeTrueWithAnAttributeAsksForIt(String expression) {
        assertThat(Conditions.asks(new Constraint(expression), "native", "linux-x86_64"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "offer.attributes.native == 'linux-aarch64'",
                "offer.attributes.native != 'linux-x86_64'",
                "!(offer.attributes.native == 'linux-x86_64')",
                "offer.attributes.native == 'linux-x86_64' || true",
                "true ? true : offer.attributes.native == 'linux-x86_64'",
                "has(offer.attributes.native)",
                "giver.attributes.native == 'linux-x86_64'",
                "offer.attributes.other == 'linux-x86_64'",
                "'linux-x86_64' == 'linux-x86_64'"
            })
    void whatCanBeTrueWithoutItDoesNot(String expression) {
        assertThat(Conditions.asks(new Constraint(expression), "native", "linux-x86_64"))
                .isFalse();
    }

    static Stream<Arguments> aHostileExpressionIsRefusedOrAnsweredSoon() {
        String list = IntStream.range(0, 100).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        return Stream.of(
                arguments("deep in parentheses", "(".repeat(990) + "true" + ")".repeat(990)),
                arguments("deep in negations", "!".repeat(1990) + "true"),
                arguments("deep in lists", "[".repeat(990) + "]".repeat(990) + " == []"),
                arguments("a long way down", "offer" + ".a".repeat(990) + " == 1"),
                arguments("many indices", "offer" + "['a']".repeat(390) + " == 1"),
                arguments("a long sum", "1" + "+1".repeat(990) + " > 0"),
                arguments("a long text", "''" + "+'a'".repeat(490) + " == ''"),
                arguments("many choices", "true?".repeat(180) + "true" + ":true".repeat(180)),
                arguments("many alternatives", "false" + "||false".repeat(280)),
                arguments("a comprehension", list + ".all(a, " + list + ".all(b, a != b))"),
                arguments("nested comprehensions", "[1,2].map(a, [1,2].map(b, [a, b])) == []"),
                arguments("a pattern", "offer.attributes.text.matches('((((a{1,50}){1,50}){1,50}){1,50})b')"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aHostileExpressionIsRefusedOrAnsweredSoon(String name, String expression) {
        Constraint constraint = new Constraint(expression);

        assertTimeout(Duration.ofSeconds(5), () -> {
            try {
                Conditions.check(constraint);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("constraint \"");
                return;
            }
            assertThat(conditions.evaluate(constraint, SEEN)).isNotNull();
        });
    }

    @Test
    void loopsAndRegularExpressionsDoNotExist() {
        for (String expression : List.of(
                "[1].all(x, true)",
                "[1].exists(x, true)",
                "[1].map(x, x) == []",
                "[1].filter(x, true) == []",
                "giver.id.matches('lab')",
                "matches(giver.id, giver.name)")) {
            assertThatThrownBy(() -> Conditions.check(new Constraint(expression)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Outcome outcome(String expression) {
        Conditions.check(new Constraint(expression));
        return conditions.evaluate(new Constraint(expression), SEEN);
    }
}
