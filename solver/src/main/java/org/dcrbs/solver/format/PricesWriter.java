package org.dcrbs.solver.format;

import java.io.IOException;
import java.nio.file.Path;
import org.dcrbs.solver.BoundPrices;
import org.dcrbs.solver.DualPrices;
import org.dcrbs.solver.KnapsackPrices;
import org.dcrbs.solver.PairingProblem;
import tools.jackson.core.JsonGenerator;

/** Writes {@code dcrbs-prices/1}: the prices and claims that prove a bound, for whoever wants to sum it up again. */
public final class PricesWriter {
    static final String FORMAT = "dcrbs-prices/1";

    private final PairingProblem problem;
    private final BoundPrices prices;
    private final JsonGenerator out;

    private PricesWriter(PairingProblem problem, BoundPrices prices, JsonGenerator out) {
        this.problem = problem;
        this.prices = prices;
        this.out = out;
    }

    public static void write(PairingProblem problem, BoundPrices prices, Path file) throws IOException {
        try (JsonGenerator out = JsonOutput.open(file)) {
            new PricesWriter(problem, prices, out).write();
        }
    }

    private void write() {
        header();
        for (int o = 0; o < problem.offers().size(); o++) {
            offer(o);
        }
        for (int p = 0; p < problem.parties().size(); p++) {
            party(p);
        }
        prices.claims().ifPresent(claims -> {
            for (int b = 0; b < problem.bundleCount(); b++) {
                bundle(b, claims);
            }
        });
    }

    private void header() {
        out.writeStartObject();
        out.writeStringProperty("format", FORMAT);
        out.writeStringProperty("problem", problem.name());
        out.writeNumberProperty("capacityScale", prices.linear().capacityScale());
        out.writeNumberProperty("netScale", DualPrices.NET_SCALE);
        prices.claims().ifPresent(claims -> out.writeNumberProperty("claimScale", claims.scale()));
        end();
    }

    /** An offer whose prices are all zero is left out. */
    private void offer(int o) {
        DualPrices linear = prices.linear();
        boolean free = true;
        for (int cell = linear.firstCell(o); cell < linear.firstCell(o + 1); cell++) {
            free &= linear.capacityPrice(cell) == 0;
        }
        if (free) {
            return;
        }
        out.writeStartObject();
        out.writeStringProperty("offer", problem.offers().get(o).id());
        out.writeArrayPropertyStart("prices");
        for (int cell = linear.firstCell(o); cell < linear.firstCell(o + 1); cell++) {
            out.writeNumber(linear.capacityPrice(cell));
        }
        out.writeEndArray();
        end();
    }

    /** A party without a price is left out. */
    private void party(int p) {
        long price = prices.linear().netPrice(p);
        long beside = prices.claims().map(claims -> claims.netPrice(p)).orElse(0L);
        if (price == 0 && beside == 0) {
            return;
        }
        out.writeStartObject();
        out.writeStringProperty("party", problem.parties().get(p).id());
        if (price != 0) {
            out.writeNumberProperty("price", price);
        }
        if (beside != 0) {
            out.writeNumberProperty("claimPrice", beside);
        }
        end();
    }

    /** One number stands for a line whose candidates all claim the same. */
    private void bundle(int b, KnapsackPrices claims) {
        out.writeStartObject();
        out.writeStringProperty("bundle", problem.bundleId(b));
        out.writeArrayPropertyStart("claims");
        for (int line = problem.firstLine(b); line < problem.firstLine(b + 1); line++) {
            int first = problem.firstCandidate(line);
            int end = problem.firstCandidate(line + 1);
            boolean same = first < end;
            for (int k = first; k < end; k++) {
                same &= claims.claim(k) == claims.claim(first);
            }
            if (same) {
                out.writeNumber(claims.claim(first));
                continue;
            }
            out.writeStartArray();
            for (int k = first; k < end; k++) {
                out.writeNumber(claims.claim(k));
            }
            out.writeEndArray();
        }
        out.writeEndArray();
        end();
    }

    private void end() {
        out.writeEndObject();
        out.writeRaw('\n');
    }
}
