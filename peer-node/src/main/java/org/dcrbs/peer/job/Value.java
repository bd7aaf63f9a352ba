package org.dcrbs.peer.job;

/** A number, whole or real; whole ones stay exact. */
sealed interface Value {
    record Whole(long number) implements Value {
        @Override
        public String toString() {
            return Long.toString(number);
        }
    }

    record Real(double number) implements Value {
        @Override
        public String toString() {
            return Double.toString(number);
        }
    }

    static Value of(long number) {
        return new Whole(number);
    }

    static Value of(double number) {
        return new Real(number);
    }

    /** @throws JobException if it is neither */
    static Value parse(String text) throws JobException {
        try {
            return text.matches("-?\\d+") ? of(Long.parseLong(text)) : of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new JobException("'" + text + "' is no number", e);
        }
    }

    default double real() {
        return this instanceof Whole whole ? whole.number() : ((Real) this).number();
    }

    default long whole(long least, long most) {
        if (this instanceof Whole whole && whole.number() >= least && whole.number() <= most) {
            return whole.number();
        }
        throw new IllegalArgumentException(this + " is no whole number from " + least + " to " + most);
    }

    /** Exact for whole numbers; for real ones as IEEE 754 adds, so that the same order gives the same bits. */
    default Value plus(Value other) {
        return this instanceof Whole one && other instanceof Whole two
                ? of(Math.addExact(one.number(), two.number()))
                : of(real() + other.real());
    }
}
