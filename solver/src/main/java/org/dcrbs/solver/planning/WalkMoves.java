package org.dcrbs.solver.planning;

import java.util.Iterator;
import java.util.Random;
import java.util.stream.Stream;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/** Walks without end, each by a seed of its own. */
public class WalkMoves implements MoveIteratorFactory<Plan, WalkMove> {
    @Override
    public long getSize(ScoreDirector<Plan> director) {
        return director.getWorkingSolution().getBundles().size() * 10L;
    }

    @Override
    public Iterator<WalkMove> createOriginalMoveIterator(ScoreDirector<Plan> director) {
        return createRandomMoveIterator(director, new Random(0));
    }

    @Override
    public Iterator<WalkMove> createRandomMoveIterator(ScoreDirector<Plan> director, Random random) {
        return Stream.generate(() -> new WalkMove(random.nextLong())).iterator();
    }
}
