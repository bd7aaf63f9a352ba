package org.dcrbs.rules;

/**
 * What is wrong with a policy file, and where.
 *
 * @param file its name, or the folder's if it is none file's fault
 * @param line from 1; 0 if it isn't known
 * @param rule the rule's name; empty if it is in none
 */
public record Diagnostic(String file, int line, String rule, String message) {
    @Override
    public String toString() {
        return file
                + (line > 0 ? ", line " + line : "")
                + (rule.isEmpty() ? "" : ", rule \"" + rule + "\"")
                + ": "
                + message;
    }
}
