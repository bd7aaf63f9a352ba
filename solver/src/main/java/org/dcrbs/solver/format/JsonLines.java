package org.dcrbs.solver.format;

import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Flat records as JSON Lines. */
public final class JsonLines {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonLines() {}

    /** One object on one line, without the line's end; a value is a {@link Long}, a {@link Double} or a text. */
    public static String line(Map<String, ?> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            fields.forEach((name, value) -> {
                if (value instanceof Long number) {
                    out.writeNumberProperty(name, number);
                } else if (value instanceof Double number) {
                    out.writeNumberProperty(name, number);
                } else {
                    out.writeStringProperty(name, value.toString());
                }
            });
            out.writeEndObject();
        }
        return text.toString();
    }
}
