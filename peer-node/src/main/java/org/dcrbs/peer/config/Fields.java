package org.dcrbs.peer.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An object of a JSON file, read field by field; every complaint names the file and the field. */
final class Fields {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private final String file;
    private final String path;
    private final JsonNode node;

    private Fields(String file, String path, JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    static Fields of(String file, String path, JsonNode node) throws ConfigException {
        Fields fields = new Fields(file, path, node);
        if (!node.isObject()) {
            throw new ConfigException(file + ": " + (path.isEmpty() ? "the whole" : path) + " is not an object {...}");
        }
        return fields;
    }

    /** Complains of fields of other names, so that a misspelt one does not pass for one left out. */
    void only(String... names) throws ConfigException {
        Set<String> known = new TreeSet<>(List.of(names));
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw problem(name, "there is no such field; there are " + String.join(", ", known));
            }
        }
    }

    boolean has(String name) {
        return node.has(name) && !node.get(name).isNull();
    }

    Optional<Fields> object(String name) throws ConfigException {
        return has(name) ? Optional.of(of(file, at(name), node.get(name))) : Optional.empty();
    }

    List<Fields> objects(String name) throws ConfigException {
        if (!has(name)) {
            return List.of();
        }
        JsonNode list = node.get(name);
        if (!list.isArray()) {
            throw problem(name, "is not a list [...]");
        }
        List<Fields> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            all.add(of(file, at(name) + "[" + i + "]", list.get(i)));
        }
        return all;
    }

    Map<String, String> texts() throws ConfigException {
        Map<String, String> all = new HashMap<>();
        for (String name : node.propertyNames()) {
            JsonNode value = node.get(name);
            if (!value.isString() && !value.isNumber()) {
                throw problem(name, "is neither a text nor a number");
            }
            all.put(name, value.asString());
        }
        return all;
    }

    String text(String name) throws ConfigException {
        if (!has(name)) {
            throw problem(name, "is missing");
        }
        return text(name, "");
    }

    String text(String name, String otherwise) throws ConfigException {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = node.get(name);
        if (!value.isString()) {
            throw problem(name, "is not a text \"...\"");
        }
        return value.asString();
    }

    boolean flag(String name, boolean otherwise) throws ConfigException {
        if (!has(name)) {
            return otherwise;
        }
        if (!node.get(name).isBoolean()) {
            throw problem(name, "is neither true nor false");
        }
        return node.get(name).asBoolean();
    }

    List<String> listOfTexts(String name) throws ConfigException {
        if (!has(name)) {
            throw problem(name, "is missing");
        }
        JsonNode list = node.get(name);
        if (!list.isArray()) {
            throw problem(name, "is not a list [...]");
        }
        List<String> all = new ArrayList<>();
        for (JsonNode one : list) {
            if (!one.isString()) {
                throw problem(name, one + " is not a text \"...\"");
            }
            all.add(one.asString());
        }
        return all;
    }

    /** Between minus and plus the most. */
    double real(String name, double most) throws ConfigException {
        if (!has(name)) {
            throw problem(name, "is missing");
        }
        JsonNode value = node.get(name);
        if (!value.isNumber() || !(Math.abs(value.asDouble()) <= most)) {
            throw problem(name, "is no number from " + -most + " to " + most);
        }
        return value.asDouble();
    }

    long whole(String name, long least, long most) throws ConfigException {
        if (!has(name)) {
            throw problem(name, "is missing");
        }
        JsonNode value = node.get(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw problem(name, "is not a whole number");
        }
        long number = value.asLong();
        if (number < least || number > most) {
            throw problem(name, "is " + number + "; want " + least + " to " + most);
        }
        return number;
    }

    long whole(String name, long least, long most, long otherwise) throws ConfigException {
        return has(name) ? whole(name, least, most) : otherwise;
    }

    <E extends Enum<E>> E oneOf(String name, List<E> allowed) throws ConfigException {
        String text = text(name);
        for (E one : allowed) {
            if (one.name().equalsIgnoreCase(text)) {
                return one;
            }
        }
        throw problem(name, "'" + text + "' is none of " + allowed);
    }

    /** A short name that is not among those taken; it is from now on. */
    String id(String name, Set<String> taken) throws ConfigException {
        String id = text(name);
        if (!ID.matcher(id).matches()) {
            throw problem(name, "'" + id + "' is not 1 to 32 small letters, digits or dashes");
        }
        if (!taken.add(id)) {
            throw problem(name, "'" + id + "' is there twice");
        }
        return id;
    }

    /** A relative one begins at the folder. */
    Path path(String name, Path folder) throws ConfigException {
        return resolve(name, text(name), folder);
    }

    Path resolve(String name, String path, Path folder) throws ConfigException {
        try {
            return folder.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw problem(name, "is no path");
        }
    }

    ConfigException problem(String name, String what) {
        return new ConfigException(file + ": " + at(name) + ": " + what);
    }

    ConfigException problem(String what) {
        return new ConfigException(file + ": " + path + ": " + what);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
