package org.dcrbs.solver.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.dcrbs.solver.PairingProblem;

/** Barter and kidney exchange graphs, whose cycles may have at most so many parties. */
public final class BarterGraphImporter {
    private static final int MOST_VERTICES = 100_000;
    private static final int MOST_ARCS = 10_000_000;

    private BarterGraphImporter() {}

    /** {@code n m}, m times {@code giver receiver weight} counted from 0, and {@code -1 -1 -1}. */
    public static PairingProblem edgeList(Path file, int mostParties) throws IOException {
        NumberScanner in = new NumberScanner(file);
        int vertices = in.next("number of vertices", 1, MOST_VERTICES);
        int arcs = in.next("number of edges", 0, MOST_ARCS);
        SwapGraphBuilder graph = new SwapGraphBuilder(vertices);
        for (int i = 0; i < arcs; i++) {
            long giver = in.next("source");
            long receiver = in.next("target");
            long weight = in.next("weight");
            if (!graph.takes(giver, receiver)) {
                throw in.fault("edge " + giver + " to " + receiver + " is a loop, there twice, or out of range");
            }
            graph.arc((int) giver, (int) receiver, weight);
        }
        for (int i = 0; i < 3; i++) {
            in.next("closing -1", -1, -1);
        }
        in.end();
        return in.whole(() -> graph.build(in.name(), mostParties));
    }

    /**
     * PrefLib's {@code .wmd}: {@code # KEY: value}, then {@code giver,receiver,weight} counted from 1. An arc back to an
     * altruist has weight 0 and closes the chain that it began.
     */
    public static PairingProblem prefLib(Path file, int mostParties) throws IOException {
        NumberScanner in = new NumberScanner(file);
        SwapGraphBuilder graph = null;
        for (Optional<String[]> line = in.nextLine(); line.isPresent(); line = in.nextLine()) {
            String[] words = line.get();
            if (words.length > 3
                    && words[0].equals("#")
                    && words[1].equals("NUMBER")
                    && words[2].equals("ALTERNATIVES:")) {
                graph = new SwapGraphBuilder(in.number(words[3], "number of alternatives", 1, MOST_VERTICES));
            } else if (words.length > 0 && !words[0].startsWith("#")) {
                if (graph == null || words.length != 3) {
                    throw in.fault("is not giver,receiver,weight after a number of alternatives");
                }
                long giver = in.number(words[0], "giver") - 1;
                long receiver = in.number(words[1], "receiver") - 1;
                if (!graph.takes(giver, receiver)) {
                    throw in.fault("arc " + words[0] + " to " + words[1] + " is a loop, there twice, or out of range");
                }
                graph.arc((int) giver, (int) receiver, in.number(whole(words[2]), "weight"));
            }
        }
        if (graph == null) {
            throw in.fault("the number of alternatives is missing");
        }
        SwapGraphBuilder complete = graph;
        return in.whole(() -> complete.build(in.name(), mostParties));
    }

    /** {@code n}, a line of the vertices that count double, then n rows of 0 or 1; a swap is worth its receiver. */
    public static PairingProblem matrix(Path file, int mostParties) throws IOException {
        NumberScanner in = new NumberScanner(file);
        int vertices = in.next("number of vertices", 1, MOST_VERTICES);
        Set<Long> heavy = new HashSet<>();
        for (String word : in.nextLine().orElseThrow(() -> in.fault("the line of heavy vertices is missing"))) {
            heavy.add(in.number(word, "vertex"));
        }
        SwapGraphBuilder graph = new SwapGraphBuilder(vertices);
        for (int giver = 0; giver < vertices; giver++) {
            for (int receiver = 0; receiver < vertices; receiver++) {
                if (in.next("cell", 0, 1) == 1) {
                    if (!graph.takes(giver, receiver)) {
                        throw in.fault("vertex " + giver + " has an arc to itself");
                    }
                    graph.arc(giver, receiver, heavy.contains((long) receiver) ? 2 : 1);
                }
            }
        }
        in.end();
        return in.whole(() -> graph.build(in.name(), mostParties));
    }

    /** A weight as PrefLib writes whole ones. */
    private static String whole(String weight) {
        return weight.endsWith(".0") ? weight.substring(0, weight.length() - 2) : weight;
    }
}
