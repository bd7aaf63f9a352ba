package org.dcrbs.solver.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.solver.BoundPrices;
import org.dcrbs.solver.DualPrices;
import org.dcrbs.solver.InvalidProblemException;
import org.dcrbs.solver.KnapsackPrices;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.jspecify.annotations.Nullable;

/** Reads {@code dcrbs-prices/1} of a problem, a line at a time. */
public final class PricesReader {
    private static final int MOST_CAPACITY_SCALE = 60;

    private final PairingProblem problem;
    private final UnreadIds offers = new UnreadIds("offer");
    private final UnreadIds parties = new UnreadIds("party");
    private final UnreadIds bundles = new UnreadIds("bundle");
    private final int[] firstCell;
    private final long[] capacity;
    private final long[] net;
    private int capacityScale = -1;
    private int claimScale = -1;
    private long[] claims = {};
    private long[] netBesideClaims = {};

    private PricesReader(PairingProblem problem) {
        this.problem = problem;
        firstCell = new int[problem.offers().size() + 1];
        for (int o = 0; o < problem.offers().size(); o++) {
            PairingOffer offer = problem.offers().get(o);
            offers.add(offer.id());
            firstCell[o + 1] = firstCell[o] + offer.pools().size() * (offer.until() - offer.from());
        }
        problem.parties().forEach(party -> parties.add(party.id()));
        capacity = new long[firstCell[problem.offers().size()]];
        net = new long[problem.parties().size()];
    }

    public static BoundPrices read(PairingProblem problem, Path file) throws IOException {
        PricesReader reader = new PricesReader(problem);
        try (BoundedLines lines = new BoundedLines(file, ReadLimits.DEFAULT)) {
            while (lines.next()) {
                try (JsonCursor cursor = new JsonCursor(lines.bytes(), lines.length())) {
                    reader.row(cursor);
                } catch (InvalidProblemException e) {
                    throw lines.fault(e.field(), e.detail());
                }
            }
            if (reader.capacityScale < 0) {
                throw lines.fault("format", "the file is empty");
            }
            if (reader.hasClaims() && reader.bundles.first() != null) {
                throw lines.fault("claims", "bundle '" + reader.bundles.first() + "' has none");
            }
        }
        return reader.prices();
    }

    private BoundPrices prices() {
        return new BoundPrices(
                new DualPrices(problem, capacityScale, capacity, net),
                hasClaims()
                        ? Optional.of(new KnapsackPrices(problem, claimScale, claims, netBesideClaims))
                        : Optional.empty());
    }

    private boolean hasClaims() {
        return claimScale >= 0;
    }

    private void row(JsonCursor cursor) {
        Map<String, Object> fields = new HashMap<>();
        cursor.document(name -> fields.put(
                name,
                switch (name) {
                    case "format", "problem", "offer", "party", "bundle" -> cursor.string();
                    case "capacityScale", "netScale", "claimScale" -> cursor.integer();
                    case "price", "claimPrice" -> cursor.number();
                    case "prices" -> cursor.numbers();
                    case "claims" ->
                        cursor.list(() -> cursor.isList() ? cursor.numbers() : new long[] {cursor.number()});
                    default -> throw cursor.fault("is not a field of this format");
                }));
        if (capacityScale < 0) {
            header(fields);
        } else if (fields.containsKey("format")) {
            throw new InvalidProblemException("format", "there is a header already");
        } else if (fields.get("offer") instanceof String id && fields.get("prices") instanceof long[] prices) {
            offer(offers.take(id), prices);
        } else if (fields.get("party") instanceof String id) {
            party(parties.take(id), fields);
        } else if (fields.get("bundle") instanceof String id && fields.get("claims") instanceof List<?> lines) {
            if (!hasClaims()) {
                throw new InvalidProblemException("claims", "the header has no claimScale");
            }
            bundle(bundles.take(id), lines);
        } else {
            throw new InvalidProblemException("", "is neither of an offer nor of a party nor of a bundle");
        }
    }

    private void header(Map<String, Object> fields) {
        if (!fields.containsKey("format")) {
            throw new InvalidProblemException("format", "the first line is no header");
        }
        if (!PricesWriter.FORMAT.equals(fields.get("format"))) {
            throw new InvalidProblemException("format", "is not " + PricesWriter.FORMAT);
        }
        if (!problem.name().equals(fields.get("problem"))) {
            throw new InvalidProblemException(
                    "problem", "is '" + fields.get("problem") + "', not '" + problem.name() + "'");
        }
        if (scale("netScale", DualPrices.NET_SCALE, fields.get("netScale")) != DualPrices.NET_SCALE) {
            throw new InvalidProblemException("netScale", "is not " + DualPrices.NET_SCALE);
        }
        capacityScale = scale("capacityScale", MOST_CAPACITY_SCALE, fields.get("capacityScale"));
        if (fields.containsKey("claimScale")) {
            claimScale = scale("claimScale", DualPrices.NET_SCALE, fields.get("claimScale"));
            claims = new long[problem.candidateCount()];
            netBesideClaims = new long[net.length];
            for (int b = 0; b < problem.bundleCount(); b++) {
                bundles.add(problem.bundleId(b));
            }
        }
    }

    private static int scale(String name, int most, @Nullable Object value) {
        if (!(value instanceof Integer scale)) {
            throw new InvalidProblemException(name, "is missing");
        }
        if (scale < 0 || scale > most) {
            throw new InvalidProblemException(name, scale + " is not within 0.." + most);
        }
        return scale;
    }

    private void offer(int o, long[] prices) {
        int cells = firstCell[o + 1] - firstCell[o];
        if (prices.length != cells) {
            throw new InvalidProblemException(
                    "prices", "has " + prices.length + " numbers, the offer " + cells + " cells");
        }
        for (int i = 0; i < cells; i++) {
            if (prices[i] < 0) {
                throw new InvalidProblemException("prices[" + i + "]", prices[i] + " is negative");
            }
            capacity[firstCell[o] + i] = prices[i];
        }
    }

    private void party(int p, Map<String, Object> fields) {
        if (!fields.containsKey("price") && !fields.containsKey("claimPrice")) {
            throw new InvalidProblemException("price", "is missing");
        }
        if (fields.get("claimPrice") instanceof Long price) {
            if (!hasClaims()) {
                throw new InvalidProblemException("claimPrice", "the header has no claimScale");
            }
            netBesideClaims[p] = price;
        }
        net[p] = fields.get("price") instanceof Long price ? price : 0;
    }

    private void bundle(int b, List<?> lines) {
        int first = problem.firstLine(b);
        if (lines.size() != problem.firstLine(b + 1) - first) {
            throw new InvalidProblemException(
                    "claims", "has " + lines.size() + " lines, the bundle " + (problem.firstLine(b + 1) - first));
        }
        for (int i = 0; i < lines.size(); i++) {
            long[] given = (long[]) lines.get(i);
            int from = problem.firstCandidate(first + i);
            int candidates = problem.firstCandidate(first + i + 1) - from;
            if (given.length != candidates && given.length != 1) {
                throw new InvalidProblemException(
                        "claims[" + i + "]",
                        "has " + given.length + " numbers, the line " + candidates + " candidates");
            }
            for (int k = 0; k < candidates; k++) {
                claims[from + k] = given[given.length == 1 ? 0 : k];
            }
        }
    }
}
