package org.dcrbs.market;

/**
 * A condition on the other side, as an expression in the Common Expression Language; empty is always true. What it may
 * ask about is said where it is evaluated; here it is only text.
 */
public record Constraint(String expression) {
    public static final Constraint NONE = new Constraint("");

    public Constraint {
        Check.text("constraint", expression, 2000);
    }

    public boolean isNone() {
        return expression.isBlank();
    }

    @Override
    public String toString() {
        return expression;
    }
}
