package org.dcrbs.solver.parts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;

/**
 * Finds the parts of a problem that have nothing to do with each other: no offer that bundles of both could use, no party
 * whose net both change and which is bounded.
 */
public final class Components {
    /** If one part has more of the candidates than this share, the problem is one. */
    private static final double WORTH_WHILE = 0.9;

    private final PairingProblem whole;
    private final int[] parent;
    /** By offer, its index in its part. */
    private final int[] offerAt;

    private Components(PairingProblem whole) {
        this.whole = whole;
        parent = IntStream.range(
                        0,
                        whole.bundleCount()
                                + whole.offers().size()
                                + whole.parties().size())
                .toArray();
        offerAt = new int[whole.offers().size()];
        join();
    }

    /** The parts, those of most candidates first; none if the problem is better left whole. */
    public static List<Part> of(PairingProblem whole) {
        return new Components(whole).parts();
    }

    private void join() {
        for (int b = 0; b < whole.bundleCount(); b++) {
            joinParty(b, whole.bundleParty(b));
            int first = whole.firstCandidate(whole.firstLine(b));
            for (int k = first; k < whole.firstCandidate(whole.firstLine(b + 1)); k++) {
                join(b, ofOffer(whole.offer(k)));
            }
        }
        for (int o = 0; o < whole.offers().size(); o++) {
            joinParty(ofOffer(o), whole.offers().get(o).party());
        }
    }

    private void joinParty(int node, int party) {
        if (bounded(party)) {
            join(node, ofParty(party));
        }
    }

    private List<Part> parts() {
        int[] candidates = new int[parent.length];
        for (int b = 0; b < whole.bundleCount(); b++) {
            candidates[root(b)] +=
                    whole.firstCandidate(whole.firstLine(b + 1)) - whole.firstCandidate(whole.firstLine(b));
        }
        List<Integer> roots = IntStream.range(0, parent.length)
                .filter(node -> candidates[node] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(node -> -candidates[node])
                        .thenComparingInt(node -> node))
                .toList();
        if (roots.size() < 2 || candidates[roots.get(0)] > WORTH_WHILE * whole.candidateCount()) {
            return List.of();
        }
        Map<Integer, Integer> partOf = new HashMap<>();
        roots.forEach(root -> partOf.put(root, partOf.size()));
        List<List<Integer>> nodes = new ArrayList<>();
        roots.forEach(root -> nodes.add(new ArrayList<>()));
        for (int node = 0; node < parent.length; node++) {
            // What has no candidates goes with the largest, so that its reasons are told.
            nodes.get(partOf.getOrDefault(root(node), 0)).add(node);
        }
        return nodes.stream().map(this::part).toList();
    }

    /**
     * @param nodes in rising order: bundles, offers, parties
     */
    private Part part(List<Integer> nodes) {
        Part.Builder part = new Part.Builder(whole, whole.name());
        List<Integer> bundles = nodes.stream().filter(node -> node < ofOffer(0)).toList();
        List<Integer> offers = nodes.stream()
                .filter(node -> node >= ofOffer(0) && node < ofParty(0))
                .map(node -> node - ofOffer(0))
                .toList();
        nodes.stream()
                .filter(node -> node >= ofParty(0) && bounded(node - ofParty(0)))
                .forEach(node -> add(part, node - ofParty(0)));
        bundles.forEach(b -> add(part, whole.bundleParty(b)));
        offers.forEach(o -> add(part, whole.offers().get(o).party()));
        for (int o : offers) {
            PairingOffer offer = whole.offers().get(o);
            offerAt[o] = part.offer(o, offer.id(), offer.from(), offer.until(), offer.pools());
        }
        for (int b : bundles) {
            part.bundle(
                    b,
                    whole.bundleId(b),
                    IntStream.range(whole.firstLine(b), whole.firstLine(b + 1))
                            .mapToObj(line -> IntStream.range(
                                            whole.firstCandidate(line), whole.firstCandidate(line + 1))
                                    .mapToObj(k -> new Part.Builder.Open(k, offerAt[whole.offer(k)]))
                                    .toList())
                            .toList());
        }
        return part.build();
    }

    private void add(Part.Builder part, int party) {
        if (!part.hasParty(party)) {
            part.party(party, whole.parties().get(party));
        }
    }

    private boolean bounded(int party) {
        PartyBounds bounds = whole.parties().get(party);
        return bounds.netMin().isPresent() || bounds.netMax().isPresent();
    }

    private int ofOffer(int offer) {
        return whole.bundleCount() + offer;
    }

    private int ofParty(int party) {
        return whole.bundleCount() + whole.offers().size() + party;
    }

    private int root(int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** The smaller root stays, so that parts don't depend on the order of joining. */
    private void join(int a, int b) {
        int one = root(a);
        int other = root(b);
        parent[Math.max(one, other)] = Math.min(one, other);
    }
}
