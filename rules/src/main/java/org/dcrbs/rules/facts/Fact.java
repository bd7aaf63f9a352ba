package org.dcrbs.rules.facts;

import java.util.ArrayList;
import java.util.List;

/** Something that rules are asked about; remembers which rules answered. Belongs to one thread. */
public abstract class Fact {
    private final List<String> firedRules = new ArrayList<>();

    Fact() {}

    /** Called by the engine before the "then" part of each rule that applies. */
    public final void firing(String rule) {
        firedRules.add(rule);
    }

    /** The names of the rules that applied, in the order in which they fired. */
    public final List<String> firedRules() {
        return List.copyOf(firedRules);
    }

    /** The rule that is speaking. */
    final String speaker() {
        return firedRules.isEmpty() ? "no rule" : "rule \"" + firedRules.get(firedRules.size() - 1) + "\"";
    }
}
