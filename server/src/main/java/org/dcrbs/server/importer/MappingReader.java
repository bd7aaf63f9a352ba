package org.dcrbs.server.importer;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.server.listing.BadInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code dcrbs-mapping/1}. */
final class MappingReader {
    private static final String FORMAT = "dcrbs-mapping/1";

    private final Map<String, Map<String, String>> tables;

    private MappingReader(Map<String, Map<String, String>> tables) {
        this.tables = tables;
    }

    static Mapping read(ObjectNode root) {
        if (!root.path("format").asString("").equals(FORMAT)) {
            throw new BadInputException("format: want \"" + FORMAT + "\"");
        }
        Json.only(root, "", List.of("format", "name", "about", "now", "tables", "always", "inputs"));
        MappingReader reader = new MappingReader(tables(child(root, "tables")));
        ObjectNode always = child(root, "always");
        Json.only(always, "always", List.of("parties", "offers", "demands"));
        Mapping.Section section = reader.section(always, "always");
        if (!section.columns().isEmpty()) {
            throw new BadInputException("always: there is no row here, so no column " + section.columns());
        }
        return new Mapping(
                root.has("name") ? Json.text(root.get("name"), "name") : "import",
                Optional.ofNullable(root.get("now")).map(MappingReader::instant),
                section,
                reader.inputs(child(root, "inputs")));
    }

    private static ObjectNode child(ObjectNode node, String name) {
        JsonNode child = node.get(name);
        return child == null ? JsonNodeFactory.instance.objectNode() : Json.object(child, name);
    }

    private static Instant instant(JsonNode node) {
        try {
            return Instant.parse(Json.text(node, "now"));
        } catch (DateTimeException e) {
            throw new BadInputException("now: want a time such as 2026-01-01T00:00:00Z", e);
        }
    }

    private static Map<String, Map<String, String>> tables(ObjectNode node) {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        node.properties().forEach(table -> {
            String path = "tables." + table.getKey();
            Map<String, String> entries = new LinkedHashMap<>();
            Json.object(table.getValue(), path).properties().forEach(entry -> {
                if (!entry.getValue().isString() && !entry.getValue().isNumber()) {
                    throw new BadInputException(path + "." + entry.getKey() + ": want a text or a number");
                }
                entries.put(entry.getKey(), entry.getValue().asString());
            });
            tables.put(table.getKey(), Map.copyOf(entries));
        });
        return tables;
    }

    private Map<String, Mapping.Input> inputs(ObjectNode node) {
        Map<String, Mapping.Input> inputs = new LinkedHashMap<>();
        node.properties().forEach(input -> {
            String path = "inputs." + input.getKey();
            ObjectNode body = Json.object(input.getValue(), path);
            Json.only(body, path, List.of("source", "parties", "offers", "demands"));
            inputs.put(input.getKey(), new Mapping.Input(format(body, path + ".source"), section(body, path)));
        });
        return inputs;
    }

    private static Format format(ObjectNode input, String path) {
        ObjectNode source =
                input.has("source") ? Json.object(input.get("source"), path) : JsonNodeFactory.instance.objectNode();
        String kind = source.path("kind").asString("csv");
        return switch (kind) {
            case "batches" -> {
                Json.only(source, path, List.of("kind"));
                yield new Format.Batches();
            }
            case "csv" -> {
                Json.only(source, path, List.of("kind", "separator", "columns", "header"));
                yield csv(source, path);
            }
            default -> throw new BadInputException(path + ".kind: \"" + kind + "\"; want csv or batches");
        };
    }

    private static Format csv(ObjectNode source, String path) {
        String separator = source.path("separator").asString(",");
        if (separator.length() != 1 || "\"\r\n".contains(separator)) {
            throw new BadInputException(path + ".separator: want one character such as , or ;");
        }
        JsonNode header = source.get("header");
        if (header != null && !header.isBoolean()) {
            throw new BadInputException(path + ".header: want true or false");
        }
        Optional<List<String>> columns =
                Optional.ofNullable(source.get("columns")).map(names -> names(names, path + ".columns"));
        boolean hasHeader = header == null || header.asBoolean();
        if (!hasHeader && columns.isEmpty()) {
            throw new BadInputException(path + ".columns: must be given where there is no header");
        }
        return new Format.Csv(separator.charAt(0), columns, hasHeader);
    }

    private static List<String> names(JsonNode list, String path) {
        if (!(list instanceof ArrayNode) || list.isEmpty()) {
            throw new BadInputException(path + ": want a list of names");
        }
        List<String> names = new ArrayList<>();
        list.forEach(name -> names.add(Json.text(name, path)));
        return List.copyOf(names);
    }

    private Mapping.Section section(ObjectNode body, String path) {
        return new Mapping.Section(
                TemplateReader.parties(body.path("parties"), path + ".parties", tables),
                TemplateReader.offers(body.path("offers"), path + ".offers", tables),
                TemplateReader.demands(body.path("demands"), path + ".demands", tables));
    }
}
