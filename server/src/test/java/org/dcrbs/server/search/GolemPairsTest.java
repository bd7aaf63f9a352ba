package org.dcrbs.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dcrbs.market.Constraint;
import org.dcrbs.server.search.Conditions.Outcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Offers and demands with constraints on each other, as another market's resolver is tested with them; its filters are
 * translated to our language. Its first two cases are about its own syntax and have no meaning here.
 */
class GolemPairsTest {
    private static final String FILE = "offer-demand-vectors/golem_demand_offer_pairs.json";
    private static final Pattern CONDITION = Pattern.compile("\\(([\\w.-]+)\\s*(=|>|<)\\s*([^()]+)\\)");

    @TestFactory
    Stream<DynamicTest> bothSidesAgreeWhereTheOtherMarketSaysSo() throws IOException {
        JsonNode cases = new JsonMapper().readTree(Files.readString(file())).path("match_demand_offer");
        List<JsonNode> ours = StreamSupport.stream(cases.spliterator(), false)
                .filter(one -> one.path("expect").asString().startsWith("Match::"))
                .toList();
        assertThat(ours).hasSizeGreaterThanOrEqualTo(7);
        return ours.stream().map(one -> DynamicTest.dynamicTest(one.path("test").asString(), () -> holds(one)));
    }

    private static void holds(JsonNode one) {
        Map<String, Object> demand = properties(one.path("demand_properties").asString());
        Map<String, Object> offer = properties(one.path("offer_properties").asString());
        Conditions conditions = new Conditions();

        Outcome wants = conditions.evaluate(
                constraint("offer", one.path("demand_constraints").asString()), Map.of("offer", offer));
        Outcome serves = conditions.evaluate(
                constraint("demand", one.path("offer_constraints").asString()), Map.of("demand", demand));

        String both = Stream.of(wants, serves).allMatch(Outcome.TRUE::equals)
                ? "Match::Yes"
                : Stream.of(wants, serves).anyMatch(Outcome.UNDEFINED::equals) ? "Match::Undefined" : "Match::No";
        assertThat(both).isEqualTo(one.path("expect").asString());
    }

    /** {@code (&(a.b=c)(d>1))} becomes {@code x['a.b'] == 'c' && x['d'] > 1.0}. */
    private static Constraint constraint(String variable, String filter) {
        Matcher conditions = CONDITION.matcher(filter);
        return new Constraint(conditions
                .results()
                .map(found -> variable + "['" + found.group(1) + "'] "
                        + (found.group(2).equals("=") ? "==" : found.group(2)) + " " + literal(found.group(3)))
                .collect(Collectors.joining(" && ")));
    }

    private static String literal(String value) {
        return value.matches("[0-9.]+") ? String.valueOf(Double.parseDouble(value)) : "'" + value + "'";
    }

    /** Nested or with dots in the names, which is the same there; numbers are floating-point. */
    private static Map<String, Object> properties(String json) {
        return flat("", new JsonMapper().readTree(json))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<Map.Entry<String, Object>> flat(String prefix, JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .flatMap(field ->
                            flat(prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(), field.getValue()));
        }
        Object value = node.isNumber() ? (Object) node.doubleValue() : node.asString("");
        return Stream.of(Map.entry(prefix, value));
    }

    private static Path file() {
        String stated = System.getenv("DCRBS_SHARED");
        Path found = stated == null ? null : Path.of(stated, "data", FILE);
        for (Path folder = Path.of("").toAbsolutePath(); found == null && folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared/data").resolve(FILE);
            found = Files.exists(candidate) ? candidate : null;
        }
        assumeTrue(found != null && Files.exists(found), "no shared/data/" + FILE + " above the working folder");
        return found;
    }
}
