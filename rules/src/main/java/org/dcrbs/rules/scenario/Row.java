package org.dcrbs.rules.scenario;

import java.util.Map;
import java.util.Set;
import org.dcrbs.market.Category;
import org.dcrbs.market.Credits;

/** What a scenario's row gives: fields and their cells, each checked by itself. */
record Row(Map<String, String> cells) {
    Row {
        cells = Map.copyOf(cells);
    }

    boolean has(String field) {
        return cells.containsKey(field);
    }

    /** 0 if the row doesn't say. */
    long number(String field) {
        return number(field, 0);
    }

    long number(String field, long otherwise) {
        return Long.parseLong(cells.getOrDefault(field, String.valueOf(otherwise)));
    }

    /** Empty if the row doesn't say. */
    String text(String field) {
        return text(field, "");
    }

    String text(String field, String otherwise) {
        return cells.getOrDefault(field, otherwise);
    }

    boolean yes(String field) {
        return text(field).equals("yes");
    }

    /** 0 if the row doesn't say. */
    Credits credits(String field) {
        return Credits.parse(text(field, "0"));
    }

    Category category() {
        return Category.valueOf(wanted("category"));
    }

    /** What the row must say. */
    String wanted(String field) {
        String cell = cells.get(field);
        if (cell == null) {
            throw new IllegalArgumentException("the row must say \"" + field + "\"");
        }
        return cell;
    }

    /** Refuses a row that says the same thing in two ways. */
    void atMostOne(Set<String> fields) {
        if (cells.keySet().stream().filter(fields::contains).count() > 1) {
            throw new IllegalArgumentException("the row may say only one of " + String.join(", ", fields));
        }
    }
}
