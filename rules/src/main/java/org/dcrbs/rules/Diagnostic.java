package org.dcrbs.rules;

/**
 * What is wrong with a policy file, and where.
 *
 * @param file its name, or the folder's if it is none file's fault
 * @param line from 1; 0 if it isn't known
 * @param cell the address in a spreadsheet, such as B7; empty in other files
 * @param rule the rule's name; empty if it is in none
 */
public record Diagnostic(String file, int line, String cell, String rule, String message) {
    Diagnostic(String file, int line, String rule, String message) {
        this(file, line, "", rule, message);
    }

    @Override
    public String toString() {
        return file
                + (cell.isEmpty() ? (line > 0 ? ", line " + line : "") : ", cell " + cell)
                + (rule.isEmpty() ? "" : ", rule \"" + rule + "\"")
                + ": "
                + message;
    }
}
