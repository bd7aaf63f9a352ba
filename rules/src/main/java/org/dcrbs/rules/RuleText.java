package org.dcrbs.rules;

import java.util.List;

/**
 * Where a rule stands, and what it asks.
 *
 * @param fact the simple name of the fact that it asks about
 * @param conditions all of which must hold for it to fire
 */
record RuleText(String file, int line, int lastLine, String name, String fact, List<Condition> conditions) {
    RuleText {
        conditions = List.copyOf(conditions);
    }

    Diagnostic wrong(String message) {
        return new Diagnostic(file, line, name, message);
    }
}
