package org.dcrbs.peer.execute.peripheral;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a document is, by how it begins: printers want to know, and whoever opens the spool folder. */
enum DocumentKind {
    PDF("%PDF", ".pdf", "application/pdf"),
    POSTSCRIPT("%!PS", ".ps", "application/postscript"),
    PNG("\u0089PNG", ".png", "image/png"),
    JPEG("\u00ff\u00d8\u00ff", ".jpg", "image/jpeg"),
    PWG_RASTER("RaS2", ".pwg", "image/pwg-raster"),
    APPLE_RASTER("UNIRAST", ".urf", "image/urf"),
    TEXT("", ".txt", "text/plain"),
    /** For the printer to find out. */
    OTHER("", ".prn", "application/octet-stream");

    private static final int BEGINNING = 4096;

    private final String beginning;
    private final String extension;
    private final String mediaType;

    DocumentKind(String beginning, String extension, String mediaType) {
        this.beginning = beginning;
        this.extension = extension;
        this.mediaType = mediaType;
    }

    static DocumentKind of(Path document) throws IOException {
        try (InputStream in = Files.newInputStream(document)) {
            String head = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
            for (DocumentKind kind : values()) {
                if (!kind.beginning.isEmpty() && head.startsWith(kind.beginning)) {
                    return kind;
                }
            }
            return head.chars().allMatch(DocumentKind::written) ? TEXT : OTHER;
        }
    }

    private static boolean written(int character) {
        return character >= ' ' || character == '\n' || character == '\r' || character == '\t' || character == '\f';
    }

    String extension() {
        return extension;
    }

    String mediaType() {
        return mediaType;
    }
}
