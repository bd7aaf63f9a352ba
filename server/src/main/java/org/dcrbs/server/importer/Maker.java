package org.dcrbs.server.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dcrbs.market.Listing;
import org.dcrbs.market.Party;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the parties and listings of one row; a fault names the template, the columns and their values. */
final class Maker {
    private final Mapping.Section section;
    private final MarketJson json;
    private final MarketFile marketFile;

    Maker(Mapping.Section section, MarketJson json, MarketFile marketFile) {
        this.section = section;
        this.json = json;
        this.marketFile = marketFile;
    }

    /** The columns that rows must have. */
    Set<String> columns() {
        return section.columns();
    }

    void make(Row row, Collected into) {
        Scope scope = new Scope(row, 1);
        List<Party> parties = new ArrayList<>();
        List<Listing> listings = new ArrayList<>();
        make("parties", section.parties(), scope, node -> parties.add(json.read(node, Party.class)));
        make("offers", section.offers(), scope, node -> listings.add(listing("offer", node)));
        make("demands", section.demands(), scope, node -> listings.add(listing("demand", node)));
        into.add(parties, listings);
    }

    private Listing listing(String kind, JsonNode node) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.set(kind, node);
        return marketFile.listing(line);
    }

    private static void make(String list, Template.Items items, Scope scope, Consumer<JsonNode> reading) {
        for (int i = 0; i < items.items().size(); i++) {
            Template.Item item = items.items().get(i);
            try {
                new Template.Items(List.of(item)).all(scope).forEach(reading);
            } catch (BadInputException e) {
                throw new BadInputException(list + "[" + i + "]: " + e.getMessage() + cells(item, scope.row()), e);
            }
        }
    }

    /** The cells that went into what failed, so that a person finds the wrong one. */
    private static String cells(Template.Item item, Row row) {
        Set<String> columns = new TreeSet<>();
        item.columns(columns::add);
        return columns.isEmpty()
                ? ""
                : columns.stream()
                        .map(column -> column + "=\"" + shorten(row.cell(column)) + "\"")
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String shorten(String cell) {
        String oneLine = cell.replaceAll("\\p{Cntrl}", "?");
        return oneLine.length() <= 40 ? oneLine : oneLine.substring(0, 37) + "...";
    }
}
