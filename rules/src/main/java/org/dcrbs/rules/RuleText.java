package org.dcrbs.rules;

/**
 * Where a rule stands.
 *
 * @param fact the simple name of the fact that it asks about
 */
record RuleText(String file, int line, int lastLine, String name, String fact) {
    Diagnostic wrong(String message) {
        return new Diagnostic(file, line, name, message);
    }
}
