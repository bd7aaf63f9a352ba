package org.dcrbs.server.listing;

import java.util.Map;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a person may leave out of a listing, and what then stands in its place. Names the fields as JSON does. */
final class Defaults {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonNode ZERO = JSON.numberNode(0);
    private static final JsonNode NO = JSON.booleanNode(false);
    private static final JsonNode EMPTY = JSON.stringNode("");
    private static final JsonNode NOTHING = JSON.nullNode();

    private static final Map<String, JsonNode> PARTY = Map.of(
            "role",
            JSON.stringNode("PEER"),
            "creditLimit",
            ZERO,
            "barterTolerance",
            NOTHING,
            "membership",
            JSON.stringNode(Party.ORDINARY));
    private static final Map<String, JsonNode> OFFER =
            Map.of("copies", JSON.numberNode(1), "attributes", JSON.objectNode(), "serves", EMPTY, "ask", NOTHING);
    private static final Map<String, JsonNode> DEMAND = Map.of(
            "sameProvider",
            NO,
            "distinctProviders",
            NO,
            "inReturn",
            JSON.objectNode().put("kind", "EITHER"),
            "attributes",
            JSON.objectNode());
    private static final Map<String, JsonNode> REQUIREMENT = Map.of("wants", EMPTY, "bid", NOTHING, "job", NOTHING);
    private static final Map<String, JsonNode> COMPUTE = Map.of(
            "memoryPages", JSON.numberNode(256),
            "cpuMillis", JSON.numberNode(60_000),
            "outputBytes", JSON.numberNode(65_536),
            "redundancy", JSON.numberNode(1));
    private static final Map<String, Map<String, JsonNode>> SPECS = Map.of(
            "COMPUTING_POWER",
            Map.of("mips", ZERO, "mflops", ZERO),
            "MEMORY",
            Map.of("readNanos", ZERO, "writeNanos", ZERO),
            "STORAGE",
            Map.of("accessMicros", ZERO, "readMicrosPerMegaByte", ZERO, "writeMicrosPerMegaByte", ZERO),
            "PERIPHERAL",
            Map.of("resolutionDpi", ZERO, "colourBits", ZERO, "unitsPerMinute", ZERO),
            "FILE",
            Map.of(
                    "name", EMPTY,
                    "targetUser", EMPTY,
                    "objective", EMPTY,
                    "function", EMPTY,
                    "environment", EMPTY,
                    "bytes", ZERO,
                    "sha256", EMPTY),
            "INTERNET_ACCESS",
            Map.of("medium", JSON.stringNode("ANY"), "availabilityPermille", ZERO, "trueKilobitsPerSecond", ZERO),
            "MONEY",
            Map.of("form", JSON.stringNode("CREDIT"), "currency", JSON.stringNode("CR")));

    private Defaults() {}

    static JsonNode filledIn(JsonNode given, Class<?> type) {
        if (!(given instanceof ObjectNode original)) {
            return given;
        }
        ObjectNode node = original.deepCopy();
        if (type == Party.class) {
            fill(node, PARTY);
            if (!node.has("name") && node.has("id")) {
                node.set("name", node.get("id"));
            }
        } else if (type == Offer.class) {
            fill(node, OFFER);
            fillSpec(node.get("spec"));
        } else if (type == Demand.class) {
            fill(node, DEMAND);
            if (node.get("inReturn") instanceof ObjectNode inReturn
                    && inReturn.path("kind").asString("").equals("IN_KIND")
                    && !inReturn.has("offers")) {
                inReturn.set("offers", JSON.arrayNode());
            }
            for (JsonNode requirement : node.path("requirements")) {
                if (requirement instanceof ObjectNode one) {
                    fill(one, REQUIREMENT);
                    fillSpec(one.get("least"));
                    if (one.get("job") instanceof ObjectNode job
                            && job.path("kind").asString("").equals("COMPUTE")) {
                        fill(job, COMPUTE);
                    }
                }
            }
        }
        return node;
    }

    private static void fillSpec(@Nullable JsonNode spec) {
        if (spec instanceof ObjectNode object) {
            fill(object, SPECS.getOrDefault(object.path("category").asString(""), Map.of()));
        }
    }

    private static void fill(ObjectNode node, Map<String, JsonNode> defaults) {
        defaults.forEach((field, value) -> {
            if (!node.has(field)) {
                node.set(field, value.deepCopy());
            }
        });
    }
}
