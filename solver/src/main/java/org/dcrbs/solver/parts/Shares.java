package org.dcrbs.solver.parts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.bound.Prices;
import org.dcrbs.solver.search.Allocation;
import org.dcrbs.solver.table.PairingTable;

/**
 * Takes a problem apart around a feasible choice, so that whatever the parts choose goes together again. An offer belongs
 * to one part, and so does a bundle: to that of the offer that serves it, or that it likes best at given prices. Where a
 * bundle is served by another part's offer too, its part gets as much of that offer as it takes, over its window, and the
 * other part holds that. What a party's net has left to its bounds is shared evenly by the parts that it is in.
 */
public final class Shares {
    /** More parts than this are refused. */
    public static final int MOST = Long.SIZE;

    private final Allocation start;
    private final PairingTable table;
    private final PairingProblem whole;
    private final int[] ofOffer;
    private final int[] ofBundle;
    /** By party, a bit for each part that it is in. */
    private final long[] partsOf;

    private final List<List<Integer>> bundles = new ArrayList<>();

    private Shares(Allocation start, Prices prices, int parts, long seed) {
        this.start = start;
        table = start.table();
        whole = table.problem;
        SplittableRandom random = new SplittableRandom(seed);
        ofOffer = random.ints(whole.offers().size(), 0, parts).toArray();
        ofBundle = new int[table.bundleCount()];
        partsOf = new long[table.partyCount()];
        for (int o = 0; o < ofOffer.length; o++) {
            partsOf[table.offers.party[o]] |= 1L << ofOffer[o];
        }
        for (int part = 0; part < parts; part++) {
            bundles.add(new ArrayList<>());
        }
        for (int b = 0; b < ofBundle.length; b++) {
            ofBundle[b] = table.servable(b) ? ofOffer[table.offer[favourite(b, prices)]] : -1;
            if (ofBundle[b] >= 0) {
                bundles.get(ofBundle[b]).add(b);
                partsOf[table.bundleParty[b]] |= 1L << ofBundle[b];
            }
        }
    }

    /**
     * The parts, some of which may be without bundles.
     *
     * @param start keeps every rule
     * @param seed makes other parts
     */
    public static List<Part> of(Allocation start, Prices prices, int parts, long seed) {
        Shares shares = new Shares(start, prices, parts, seed);
        List<Part> all = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            all.add(shares.part(part));
        }
        return all;
    }

    /** The candidate of a bundle's first line that says where it belongs. */
    private int favourite(int bundle, Prices prices) {
        int line = table.firstLine[bundle];
        if (start.served(bundle)) {
            return start.pick(line);
        }
        int best = table.firstCandidate[line];
        for (int k = best + 1; k < table.firstCandidate[line + 1]; k++) {
            best = prices.reduced(line, k) > prices.reduced(line, best) ? k : best;
        }
        return best;
    }

    private Part part(int part) {
        Part.Builder builder = new Part.Builder(whole, whole.name() + "-" + part);
        List<PartyBounds> bounds = bounds(part);
        for (int p = 0; p < bounds.size(); p++) {
            builder.party(p, bounds.get(p));
        }
        builder.holder();
        int[] own = new int[ofOffer.length];
        for (int o = 0; o < ofOffer.length; o++) {
            PairingOffer offer = whole.offers().get(o);
            own[o] = ofOffer[o] == part ? builder.offer(o, "o" + o, offer.from(), offer.until(), offer.pools()) : -1;
        }
        Map<Integer, Integer> lent = lent(part, builder);
        bundles.get(part).forEach(b -> add(builder, b, own, lent));
        for (int o = 0; o < ofOffer.length; o++) {
            if (ofOffer[o] == part) {
                for (int line = start.firstServedBy(o); line >= 0; line = start.nextServed(line)) {
                    if (ofBundle[table.bundleOf[line]] != part) {
                        builder.hold(line, table.original[start.pick(line)], own[o]);
                    }
                }
            }
        }
        return builder.build();
    }

    /** By line that another part's offer serves, what the part gets of that. */
    private Map<Integer, Integer> lent(int part, Part.Builder builder) {
        Map<Integer, Integer> lent = new HashMap<>();
        for (int b : bundles.get(part)) {
            for (int line = table.firstLine[b]; start.served(b) && line < table.firstLine[b + 1]; line++) {
                int k = start.pick(line);
                if (ofOffer[table.offer[k]] != part) {
                    String id = "o" + table.offer[k] + "/" + line;
                    int until = table.from[line] + table.length[line];
                    lent.put(
                            line,
                            builder.offer(
                                    table.offer[k], id, table.from[line], until, builder.uses(table.original[k])));
                }
            }
        }
        return lent;
    }

    /** Adds a bundle unless one of its lines can be served by nothing that the part has. */
    private void add(Part.Builder builder, int bundle, int[] own, Map<Integer, Integer> lent) {
        List<List<Part.Builder.Open>> open = new ArrayList<>();
        for (int line = table.firstLine[bundle]; line < table.firstLine[bundle + 1]; line++) {
            List<Part.Builder.Open> ofLine = new ArrayList<>();
            for (int k = table.firstCandidate[line]; k < table.firstCandidate[line + 1]; k++) {
                int at = start.pick(line) == k ? lent.getOrDefault(line, own[table.offer[k]]) : own[table.offer[k]];
                if (at >= 0) {
                    ofLine.add(new Part.Builder.Open(table.original[k], at));
                }
            }
            if (ofLine.isEmpty()) {
                return;
            }
            open.add(ofLine);
        }
        builder.bundle(bundle, "b" + bundle, open);
    }

    /** What each party's net may be within a part. */
    private List<PartyBounds> bounds(int part) {
        int count = whole.parties().size();
        long[] net = new long[count];
        for (int b : bundles.get(part)) {
            for (int line = table.firstLine[b]; start.served(b) && line < table.firstLine[b + 1]; line++) {
                int k = start.pick(line);
                net[table.bundleParty[b]] += table.worth[k];
                net[table.provider[k]] -= table.worth[k];
            }
        }
        List<PartyBounds> bounds = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            bounds.add(new PartyBounds(
                    "p" + p,
                    table.bounds.hasMin(p)
                            ? OptionalLong.of(net[p] - (start.net(p) - table.bounds.min[p]) / sharers(p))
                            : OptionalLong.empty(),
                    table.bounds.hasMax(p)
                            ? OptionalLong.of(net[p] + (table.bounds.max[p] - start.net(p)) / sharers(p))
                            : OptionalLong.empty()));
        }
        return bounds;
    }

    /** In how many parts a party has an offer or a bundle of its own; 1 if in none. */
    private int sharers(int party) {
        return Math.max(1, Long.bitCount(partsOf[party]));
    }
}
