package org.dcrbs.peer.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes single fields of {@code share.json}. The file is written only if it makes sense afterwards. */
public final class ShareEdit {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9-]{1,64}(\\.[A-Za-z0-9-]{1,64}){0,3}");

    private ShareEdit() {}

    /** What the file says, laid out; an empty object if there is none. */
    public static String text(Path file) throws ConfigException {
        return laidOut(read(file));
    }

    /**
     * Sets the field, or leaves it out.
     *
     * @param path names with dots between them: {@code private.processors}
     * @param value as JSON, or a text; empty leaves the field out, so that what is usual holds
     */
    public static void change(Path file, String path, Optional<String> value) throws ConfigException, IOException {
        if (!PATH.matcher(path).matches()) {
            throw new ConfigException("'" + path + "' names no field; one is private.processors");
        }
        ObjectNode root = read(file);
        String[] names = path.split("\\.", -1);
        ObjectNode at = root;
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode next = at.get(names[i]);
            if (next == null || next.isNull()) {
                next = at.putObject(names[i]);
            }
            if (!(next instanceof ObjectNode object)) {
                throw new ConfigException(file.getFileName() + ": " + names[i] + " is not an object with fields");
            }
            at = object;
        }
        String last = names[names.length - 1];
        if (value.isPresent()) {
            at.set(last, parsed(value.get()));
        } else {
            at.remove(last);
        }
        ShareFile.check(file, root);
        WholeFile.write(file, laidOut(root) + System.lineSeparator());
    }

    private static ObjectNode read(Path file) throws ConfigException {
        if (!Files.exists(file)) {
            return JSON.createObjectNode();
        }
        if (ShareFile.tree(file) instanceof ObjectNode object) {
            return object;
        }
        throw new ConfigException(file.getFileName() + ": the whole is not an object {...}");
    }

    private static JsonNode parsed(String value) {
        try {
            return JSON.readTree(value);
        } catch (JacksonException e) {
            return JSON.getNodeFactory().stringNode(value);
        }
    }

    private static String laidOut(ObjectNode root) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
