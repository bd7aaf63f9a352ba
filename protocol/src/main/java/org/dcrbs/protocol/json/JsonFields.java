package org.dcrbs.protocol.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An object of a document, read field by field; every complaint names the document and the field. */
public final class JsonFields {
    private final String path;
    private final Json.Members members;

    private JsonFields(String path, Json.Members members) {
        this.path = path;
        this.members = members;
    }

    /** @param name what to call it in complaints */
    public static JsonFields of(String name, Json value) {
        if (value instanceof Json.Members members) {
            return new JsonFields(name, members);
        }
        throw new JsonException(name + ": is not an object {...}");
    }

    public Json.Members members() {
        return members;
    }

    /** Complains of fields of other names, so that a misspelt one does not pass for one left out. */
    public JsonFields only(String... names) {
        Set<String> known = new TreeSet<>(List.of(names));
        for (String name : members.values().keySet()) {
            if (!known.contains(name)) {
                throw problem(name, "there is no such field; there are " + String.join(", ", known));
            }
        }
        return this;
    }

    public boolean has(String name) {
        return members.values().containsKey(name);
    }

    public Json value(String name) {
        Json value = members.values().get(name);
        if (value == null) {
            throw problem(name, "is missing");
        }
        return value;
    }

    public JsonFields object(String name) {
        return of(path + ": " + name, value(name));
    }

    public Optional<JsonFields> maybe(String name) {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** At most so many. */
    public List<JsonFields> objects(String name, int most) {
        if (!has(name)) {
            return List.of();
        }
        if (!(value(name) instanceof Json.Items items)) {
            throw problem(name, "is not a list [...]");
        }
        if (items.values().size() > most) {
            throw problem(name, "has " + items.values().size() + " entries; " + most + " at most");
        }
        List<JsonFields> all = new ArrayList<>();
        for (Json item : items.values()) {
            all.add(of(path + ": " + name + "[" + all.size() + "]", item));
        }
        return all;
    }

    public String text(String name) {
        if (value(name) instanceof Json.Text text) {
            return text.value();
        }
        throw problem(name, "is not a text \"...\"");
    }

    public String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /** As a number, or as a text of digits. */
    public long whole(String name, long least, long most) {
        long number = number(name);
        if (number < least || number > most) {
            throw problem(name, "is " + number + "; want " + least + " to " + most);
        }
        return number;
    }

    public long whole(String name, long least, long most, long otherwise) {
        return has(name) ? whole(name, least, most) : otherwise;
    }

    private long number(String name) {
        Json value = value(name);
        if (value instanceof Json.Whole whole) {
            return whole.value();
        }
        if (value instanceof Json.Text text && text.value().matches("0|-?[1-9]\\d{0,17}")) {
            return Long.parseLong(text.value());
        }
        throw problem(name, "is not a whole number");
    }

    public JsonException problem(String name, String what) {
        return new JsonException(path + ": " + name + ": " + what);
    }
}
