package org.dcrbs.solver.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcrbs.solver.DualPrices;
import org.dcrbs.solver.InvalidProblemException;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;

/** Reads {@code dcrbs-prices/1} of a problem. */
public final class PricesReader {
    private final Map<String, Integer> offers = new HashMap<>();
    private final Map<String, Integer> parties = new HashMap<>();
    private final int[] firstCell;
    private final long[] capacity;
    private final long[] net;
    private int capacityScale = -1;

    private PricesReader(PairingProblem problem) {
        firstCell = new int[problem.offers().size() + 1];
        for (int o = 0; o < problem.offers().size(); o++) {
            PairingOffer offer = problem.offers().get(o);
            offers.put(offer.id(), o);
            firstCell[o + 1] = firstCell[o] + offer.pools().size() * (offer.until() - offer.from());
        }
        for (int p = 0; p < problem.parties().size(); p++) {
            parties.put(problem.parties().get(p).id(), p);
        }
        capacity = new long[firstCell[problem.offers().size()]];
        net = new long[problem.parties().size()];
    }

    public static DualPrices read(PairingProblem problem, Path file) throws IOException {
        PricesReader reader = new PricesReader(problem);
        try (BoundedLines lines = new BoundedLines(file, ReadLimits.DEFAULT)) {
            while (lines.next()) {
                try (JsonCursor cursor = new JsonCursor(lines.bytes(), lines.length())) {
                    reader.row(cursor);
                } catch (InvalidProblemException e) {
                    throw lines.fault(e.field(), e.detail());
                }
            }
            try {
                return new DualPrices(problem, reader.capacityScale, reader.capacity, reader.net);
            } catch (IllegalArgumentException e) {
                throw lines.fault("", String.valueOf(e.getMessage()));
            }
        }
    }

    private void row(JsonCursor cursor) {
        Map<String, Object> fields = new HashMap<>();
        cursor.document(name -> fields.put(
                name,
                switch (name) {
                    case "format", "problem", "offer", "party" -> cursor.string();
                    case "capacityScale", "netScale" -> cursor.integer();
                    case "price" -> cursor.number();
                    case "prices" -> cursor.list(cursor::number);
                    default -> throw cursor.fault("is not a field of this format");
                }));
        if (fields.get("format") != null) {
            header(fields);
        } else if (capacityScale < 0) {
            throw new InvalidProblemException("format", "the first line is no header");
        } else if (fields.get("offer") instanceof String offer && fields.get("prices") instanceof List<?> prices) {
            int o = index("offer", offer, offers);
            if (prices.size() != firstCell[o + 1] - firstCell[o]) {
                throw new InvalidProblemException(
                        "prices",
                        "has " + prices.size() + " numbers, the offer " + (firstCell[o + 1] - firstCell[o]) + " cells");
            }
            for (int i = 0; i < prices.size(); i++) {
                capacity[firstCell[o] + i] = (Long) prices.get(i);
            }
        } else if (fields.get("party") instanceof String party && fields.get("price") instanceof Long price) {
            net[index("party", party, parties)] = price;
        } else {
            throw new InvalidProblemException("", "is neither of an offer nor of a party");
        }
    }

    private void header(Map<String, Object> fields) {
        if (!PricesWriter.FORMAT.equals(fields.get("format"))) {
            throw new InvalidProblemException("format", "is not " + PricesWriter.FORMAT);
        }
        if (!Integer.valueOf(DualPrices.NET_SCALE).equals(fields.get("netScale"))) {
            throw new InvalidProblemException("netScale", "is not " + DualPrices.NET_SCALE);
        }
        if (!(fields.get("capacityScale") instanceof Integer scale)) {
            throw new InvalidProblemException("capacityScale", "is missing");
        }
        capacityScale = scale;
    }

    private static int index(String field, String id, Map<String, Integer> indexes) {
        Integer index = indexes.get(id);
        if (index == null) {
            throw new InvalidProblemException(field, "there is no " + field + " '" + id + "'");
        }
        return index;
    }
}
