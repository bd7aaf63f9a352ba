package org.dcrbs.solver.planning;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.IntStream;
import org.dcrbs.solver.table.PairingTable;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/** Ejection moves without end, each of a bundle by chance. */
public class EjectionMoves implements MoveIteratorFactory<Plan, EjectionMove> {
    private int[] movable = new int[0];

    @Override
    public long getSize(ScoreDirector<Plan> director) {
        return director.getWorkingSolution().getBundles().size() * 10L;
    }

    @Override
    public Iterator<EjectionMove> createOriginalMoveIterator(ScoreDirector<Plan> director) {
        return createRandomMoveIterator(director, new Random(0));
    }

    @Override
    public Iterator<EjectionMove> createRandomMoveIterator(ScoreDirector<Plan> director, Random random) {
        if (movable.length == 0) {
            PairingTable table = director.getWorkingSolution().getTerms().table();
            movable = IntStream.range(0, table.bundleCount())
                    .filter(table::servable)
                    .toArray();
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return movable.length > 0;
            }

            @Override
            public EjectionMove next() {
                if (movable.length == 0) {
                    throw new NoSuchElementException();
                }
                return new EjectionMove(movable[random.nextInt(movable.length)], random.nextLong());
            }
        };
    }
}
