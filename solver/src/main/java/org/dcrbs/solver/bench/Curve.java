package org.dcrbs.solver.bench;

import java.util.List;
import org.dcrbs.solver.Progress;

/** Best and bound of this solver over the time of one trial. */
public record Curve(String problem, List<Progress> points) {
    public Curve {
        points = List.copyOf(points);
    }
}
