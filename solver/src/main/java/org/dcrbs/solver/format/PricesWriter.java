package org.dcrbs.solver.format;

import java.io.IOException;
import java.nio.file.Path;
import org.dcrbs.solver.DualPrices;
import org.dcrbs.solver.PairingProblem;
import tools.jackson.core.JsonGenerator;

/** Writes {@code dcrbs-prices/1}: the prices that prove a bound, for whoever wants to sum it up again. */
public final class PricesWriter {
    static final String FORMAT = "dcrbs-prices/1";

    private PricesWriter() {}

    public static void write(PairingProblem problem, DualPrices prices, Path file) throws IOException {
        try (JsonGenerator out = JsonOutput.open(file)) {
            out.writeStartObject();
            out.writeStringProperty("format", FORMAT);
            out.writeStringProperty("problem", problem.name());
            out.writeNumberProperty("capacityScale", prices.capacityScale());
            out.writeNumberProperty("netScale", DualPrices.NET_SCALE);
            end(out);
            for (int o = 0; o < problem.offers().size(); o++) {
                offer(problem, prices, o, out);
            }
            for (int p = 0; p < problem.parties().size(); p++) {
                if (prices.netPrice(p) != 0) {
                    out.writeStartObject();
                    out.writeStringProperty("party", problem.parties().get(p).id());
                    out.writeNumberProperty("price", prices.netPrice(p));
                    end(out);
                }
            }
        }
    }

    /** An offer whose prices are all zero is left out. */
    private static void offer(PairingProblem problem, DualPrices prices, int o, JsonGenerator out) {
        boolean free = true;
        for (int cell = prices.firstCell(o); cell < prices.firstCell(o + 1); cell++) {
            free &= prices.capacityPrice(cell) == 0;
        }
        if (free) {
            return;
        }
        out.writeStartObject();
        out.writeStringProperty("offer", problem.offers().get(o).id());
        out.writeArrayPropertyStart("prices");
        for (int cell = prices.firstCell(o); cell < prices.firstCell(o + 1); cell++) {
            out.writeNumber(prices.capacityPrice(cell));
        }
        out.writeEndArray();
        end(out);
    }

    private static void end(JsonGenerator out) {
        out.writeEndObject();
        out.writeRaw('\n');
    }
}
