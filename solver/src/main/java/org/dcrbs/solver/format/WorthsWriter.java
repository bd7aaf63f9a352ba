package org.dcrbs.solver.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.pricing.PricedAnswer;
import org.dcrbs.solver.pricing.PricedPairing;
import tools.jackson.core.JsonGenerator;

/** Writes {@code dcrbs-worths/1}: JSON Lines, a header, then a pairing a line. */
public final class WorthsWriter {
    static final String FORMAT = "dcrbs-worths/1";

    private WorthsWriter() {}

    public static void write(PairingProblem problem, PricedAnswer priced, Path file) throws IOException {
        try (JsonGenerator out = JsonOutput.open(file)) {
            out.writeStartObject();
            out.writeStringProperty("format", FORMAT);
            out.writeStringProperty("problem", problem.name());
            out.writeNumberProperty("giversGain", priced.giversGain());
            out.writeNumberProperty("takersGain", priced.takersGain());
            out.writeNumberProperty("uplift", priced.uplift());
            out.writeEndObject();
            out.writeRaw('\n');
            for (PricedPairing pairing : priced.pairings()) {
                write(problem, pairing, out);
            }
        }
    }

    private static void write(PairingProblem problem, PricedPairing pairing, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("bundle", problem.bundleId(pairing.bundle()));
        out.writeStringProperty("line", problem.lineId(pairing.line()));
        out.writeStringProperty(
                "offer",
                problem.offers().get(problem.offer(pairing.candidate())).id());
        out.writeNumberProperty("surplus", pairing.surplus());
        out.writeNumberProperty("reserve", pairing.reserve());
        out.writeNumberProperty("worth", pairing.worth());
        out.writeNumberProperty("value", pairing.value());
        if (pairing.uniform().isPresent()) {
            out.writeNumberProperty("uniform", pairing.uniform().getAsLong());
        }
        out.writeStringProperty("basis", pairing.basis().name().toLowerCase(Locale.ROOT));
        out.writeEndObject();
        out.writeRaw('\n');
    }
}
