package org.dcrbs.server.importer;

import java.util.HashSet;
import java.util.Set;
import org.dcrbs.server.listing.BadInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON strictly; a fault names the path. */
final class Json {
    private Json() {}

    static ObjectNode object(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new BadInputException(path + ": want an object");
    }

    static String text(JsonNode node, String path) {
        if (node.isString()) {
            return node.asString();
        }
        throw new BadInputException(path + ": want a text");
    }

    static void only(ObjectNode node, String path, Iterable<String> allowed) {
        Set<String> known = new HashSet<>();
        allowed.forEach(known::add);
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw new BadInputException((path.isEmpty() ? "" : path + ".") + name + ": unknown; want "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }
}
