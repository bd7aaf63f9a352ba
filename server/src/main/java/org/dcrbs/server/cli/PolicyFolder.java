package org.dcrbs.server.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.listing.BadInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A folder of policies on this computer, which remembers in a hidden file the version that it was exported from. */
record PolicyFolder(Path folder) {
    private static final String VERSION = ".version";

    /** Writes the files of a version; what else there is stays, so a folder with policies of its own is refused. */
    int write(String version, JsonNode files) throws IOException {
        Files.createDirectories(folder);
        boolean exportedTo = Files.exists(folder.resolve(VERSION));
        if (!exportedTo && !contents().isEmpty()) {
            throw new BadInputException(folder + " has policies that were not exported; choose another folder");
        }
        for (String old : contents().keySet()) {
            Files.delete(folder.resolve(old));
        }
        for (JsonNode file : files) {
            String name = file.path("name").asString();
            byte[] bytes = Base64.getDecoder().decode(file.path("base64").asString());
            checked(name, bytes);
            Files.write(folder.resolve(name), bytes);
        }
        remember(version);
        return files.size();
    }

    void remember(String version) throws IOException {
        Files.writeString(folder.resolve(VERSION), version + "\n");
    }

    /** Makes a draft of the folder, begun from the version that it was exported from, else from the one in force. */
    JsonNode draft(ApiClient api, String author, String comment) throws IOException, InterruptedException {
        ObjectNode wish =
                JsonNodeFactory.instance.objectNode().put("author", author).put("comment", comment);
        Path version = folder.resolve(VERSION);
        if (Files.exists(version)) {
            wish.put("base", Files.readString(version).strip());
        }
        ArrayNode files = wish.putArray("files");
        contents()
                .forEach((name, bytes) -> files.addObject()
                        .put("name", name)
                        .put("base64", Base64.getEncoder().encodeToString(bytes)));
        return api.post("policies/drafts", wish);
    }

    static String quoted(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Map<String, byte[]> contents() {
        try {
            return PolicySet.filesIn(folder);
        } catch (PolicyException e) {
            throw new BadInputException("the policies are refused:\n" + e.getMessage(), e);
        }
    }

    /** The coordinator may be anybody's. */
    private static void checked(String name, byte[] bytes) {
        try {
            PolicySet.checkFile(name, bytes);
        } catch (PolicyException e) {
            throw new BadInputException("the coordinator sends a file that is refused:\n" + e.getMessage(), e);
        }
    }
}
