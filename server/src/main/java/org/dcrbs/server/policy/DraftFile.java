package org.dcrbs.server.policy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcrbs.server.listing.BadInputException;

/** A policy file in a request or an answer: as text, or as base64 where it isn't text. */
public record DraftFile(String name, Optional<String> text, Optional<String> base64) {
    public DraftFile {
        if (text.isPresent() == base64.isPresent()) {
            throw new IllegalArgumentException(name + ": want either text or base64");
        }
        base64.ifPresent(code -> decoded(name, code));
    }

    /** In base64, which fits any file. */
    static List<DraftFile> of(Map<String, byte[]> contents) {
        return contents.entrySet().stream()
                .map(file -> new DraftFile(
                        file.getKey(),
                        Optional.empty(),
                        Optional.of(Base64.getEncoder().encodeToString(file.getValue()))))
                .toList();
    }

    /** The files by name. */
    public static SortedMap<String, byte[]> contents(List<DraftFile> files) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (DraftFile file : files) {
            if (contents.put(file.name(), file.bytes()) != null) {
                throw new BadInputException(file.name() + " is there twice");
            }
        }
        return contents;
    }

    private byte[] bytes() {
        return text.map(plain -> plain.getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> decoded(name, base64.orElseThrow()));
    }

    private static byte[] decoded(String name, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": its base64 is faulty", e);
        }
    }
}
