package org.dcrbs.solver.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON file being written, gzip if its name says so. */
final class JsonOutput {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().rootValueSeparator("").build();

    private JsonOutput() {}

    static JsonGenerator open(Path file) throws IOException {
        OutputStream raw = Files.newOutputStream(file);
        boolean packed = file.toString().endsWith(".gz");
        return FACTORY.createGenerator(
                ObjectWriteContext.empty(), packed ? new GZIPOutputStream(raw, 1 << 16) : raw, JsonEncoding.UTF8);
    }
}
