package org.dcrbs.server.importer;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Demand;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Money;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Storage;
import org.dcrbs.market.Window;
import org.dcrbs.server.importer.Template.Item;
import org.dcrbs.server.listing.BadInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads templates, and refuses what could never become a listing before the first row is read. */
final class TemplateReader {
    private static final Set<String> AMOUNTS = Set.of("ask", "bid", "creditLimit", "barterTolerance");
    private static final Set<String> CONSTRAINTS = Set.of("wants", "serves");
    private static final Map<String, Class<? extends Record>> SPECS = Map.of(
            "COMPUTING_POWER", ComputingPower.class,
            "MEMORY", Memory.class,
            "STORAGE", Storage.class,
            "PERIPHERAL", Peripheral.class,
            "FILE", FileHeader.class,
            "INTERNET_ACCESS", InternetAccess.class,
            "MONEY", Money.class);

    private final Map<String, Map<String, String>> tables;
    private final RoundingMode rounding;

    private TemplateReader(Map<String, Map<String, String>> tables, RoundingMode rounding) {
        this.tables = tables;
        this.rounding = rounding;
    }

    static Template.Items parties(JsonNode list, String path, Map<String, Map<String, String>> tables) {
        return new TemplateReader(tables, RoundingMode.DOWN).items(list, path, Party.class);
    }

    static Template.Items offers(JsonNode list, String path, Map<String, Map<String, String>> tables) {
        return new TemplateReader(tables, RoundingMode.DOWN).items(list, path, Offer.class);
    }

    static Template.Items demands(JsonNode list, String path, Map<String, Map<String, String>> tables) {
        return new TemplateReader(tables, RoundingMode.UP).items(list, path, Demand.class);
    }

    private Template.Items items(JsonNode list, String path, Class<? extends Record> type) {
        if (!(list instanceof ArrayNode) && !list.isMissingNode()) {
            throw new BadInputException(path + ": want a list");
        }
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            items.add(item(Json.object(list.get(i), path + "[" + i + "]"), path + "[" + i + "]", type));
        }
        return new Template.Items(List.copyOf(items));
    }

    private Item item(ObjectNode node, String path, Class<? extends Record> type) {
        ObjectNode body = node.deepCopy();
        JsonNode when = body.remove("when");
        JsonNode repeat = body.remove("repeat");
        return new Item(
                Optional.ofNullable(when).map(formula -> formula(formula, path + ".when")),
                Optional.ofNullable(repeat).map(formula -> formula(formula, path + ".repeat")),
                fields(body, path, namesOf(type)));
    }

    private Template template(String name, JsonNode node, String path) {
        if (name.equals("requirements")) {
            return items(node, path, Requirement.class);
        }
        if (name.equals("window")) {
            return fields(Json.object(node, path), path, namesOf(Window.class));
        }
        if (name.equals("spec") || name.equals("least")) {
            return spec(Json.object(node, path), path);
        }
        if (CONSTRAINTS.contains(name)) {
            return conditions(node, path);
        }
        if (node instanceof ObjectNode object) {
            return fields(object, path, object.propertyNames());
        }
        if (node instanceof ArrayNode) {
            return list(node, path);
        }
        if (node.isString() && node.asString().startsWith("=")) {
            Formula formula = formula(node, path);
            return AMOUNTS.contains(name) ? new Template.Amount(formula) : new Template.Whole(formula, rounding);
        }
        return node.isString()
                ? new Template.Words(placed(path, () -> Text.read(node.asString(), tables)))
                : new Template.Fixed(node);
    }

    private Template fields(ObjectNode node, String path, Iterable<String> allowed) {
        Json.only(node, path, allowed);
        Map<String, Template> fields = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> fields.put(
                        field.getKey(), template(field.getKey(), field.getValue(), path + "." + field.getKey())));
        return new Template.Fields(fields);
    }

    private Template spec(ObjectNode node, String path) {
        Class<? extends Record> type = SPECS.get(node.path("category").asString(""));
        if (type == null) {
            throw new BadInputException(path + ".category: want one of "
                    + SPECS.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        List<String> allowed = new ArrayList<>(namesOf(type));
        allowed.add("category");
        return fields(node, path, allowed);
    }

    private Template conditions(JsonNode node, String path) {
        List<Text> all = new ArrayList<>();
        for (JsonNode one : node instanceof ArrayNode ? node : List.of(node)) {
            all.add(placed(path, () -> Text.read(Json.text(one, path), tables)));
        }
        return new Template.Conditions(List.copyOf(all));
    }

    private Template list(JsonNode node, String path) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(new Item(Optional.empty(), Optional.empty(), template("", node.get(i), path + "[" + i + "]")));
        }
        return new Template.Items(List.copyOf(items));
    }

    private Formula formula(JsonNode node, String path) {
        String source = node.isNumber() ? "=" + node.asString() : Json.text(node, path);
        if (!source.startsWith("=")) {
            throw new BadInputException(path + ": want a number, or a formula that begins with =");
        }
        return placed(path, () -> FormulaReader.read(source.substring(1), tables));
    }

    private static <T> T placed(String path, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (BadInputException e) {
            throw new BadInputException(path + ": " + e.getMessage(), e);
        }
    }

    private static List<String> namesOf(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .toList();
    }
}
