package org.dcrbs.peer.execute.peripheral;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a document is, by how it begins: whoever opens the spool folder wants to see. */
enum DocumentKind {
    PDF("%PDF", ".pdf"),
    POSTSCRIPT("%!PS", ".ps"),
    PNG("\u0089PNG", ".png"),
    JPEG("\u00ff\u00d8\u00ff", ".jpg"),
    OTHER("", ".prn");

    private static final int LONGEST_BEGINNING = 4;

    private final String beginning;
    private final String extension;

    DocumentKind(String beginning, String extension) {
        this.beginning = beginning;
        this.extension = extension;
    }

    static DocumentKind of(Path document) throws IOException {
        try (InputStream in = Files.newInputStream(document)) {
            String head = new String(in.readNBytes(LONGEST_BEGINNING), StandardCharsets.ISO_8859_1);
            for (DocumentKind kind : values()) {
                if (head.startsWith(kind.beginning)) {
                    return kind;
                }
            }
            return OTHER;
        }
    }

    String extension() {
        return extension;
    }
}
