package org.dcrbs.server.importer;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.dcrbs.server.listing.BadInputException;

/** A value drawn from a row: {@code cpu_milli}, {@code gib * 1024}, {@code mflops[model]}. An empty cell makes it empty. */
sealed interface Formula {
    Optional<String> text(Scope scope);

    default Optional<BigDecimal> number(Scope scope) {
        return text(scope).map(text -> Decimal.parse(text, "value"));
    }

    /** Tells the columns that this asks for. */
    void columns(Consumer<String> seen);

    /** Whether something is to be made for this row: not if the value is empty or zero. */
    default boolean holds(Scope scope) {
        return text(scope).filter(text -> !Decimal.isZero(text)).isPresent();
    }

    /** A number that stands in the mapping. */
    record Constant(BigDecimal value) implements Formula {
        @Override
        public Optional<String> text(Scope scope) {
            return Optional.of(Decimal.plain(value));
        }

        @Override
        public void columns(Consumer<String> seen) {}
    }

    /** {@code #}: which repetition this is. */
    record Counter() implements Formula {
        @Override
        public Optional<String> text(Scope scope) {
            return Optional.of(Long.toString(scope.count()));
        }

        @Override
        public void columns(Consumer<String> seen) {}
    }

    /** A cell of the row. */
    record Column(String name) implements Formula {
        @Override
        public Optional<String> text(Scope scope) {
            return Optional.of(scope.row().cell(name)).filter(cell -> !cell.isBlank());
        }

        @Override
        public Optional<BigDecimal> number(Scope scope) {
            return text(scope).map(cell -> Decimal.parse(cell, "column " + name));
        }

        @Override
        public void columns(Consumer<String> seen) {
            seen.accept(name);
        }
    }

    /** The entry of a table for a key; the entry {@code *} stands for every key without one. */
    record Lookup(String table, Map<String, String> entries, Formula key) implements Formula {
        @Override
        public Optional<String> text(Scope scope) {
            return key.text(scope).map(this::entry);
        }

        private String entry(String found) {
            String entry = entries.getOrDefault(found, entries.get("*"));
            if (entry == null) {
                StringBuilder place = new StringBuilder();
                key.columns(column -> place.append("column ").append(column).append(": "));
                throw new BadInputException(place + "table " + table + " has no \"" + found + "\"");
            }
            return entry;
        }

        @Override
        public void columns(Consumer<String> seen) {
            key.columns(seen);
        }
    }

    /** Two values joined by an operator. */
    record Joined(Formula left, Operator operator, Formula right) implements Formula {
        @Override
        public Optional<String> text(Scope scope) {
            return number(scope).map(Decimal::plain);
        }

        @Override
        public Optional<BigDecimal> number(Scope scope) {
            return left.number(scope).flatMap(a -> right.number(scope).map(b -> operator.apply(a, b)));
        }

        @Override
        public void columns(Consumer<String> seen) {
            left.columns(seen);
            right.columns(seen);
        }
    }

    /** The exact ones; a division would need a rounding. */
    enum Operator {
        TIMES,
        PLUS,
        MINUS;

        BigDecimal apply(BigDecimal a, BigDecimal b) {
            return switch (this) {
                case TIMES -> a.multiply(b);
                case PLUS -> a.add(b);
                case MINUS -> a.subtract(b);
            };
        }
    }

    /** Decimal numbers as they may stand in a cell. */
    final class Decimal {
        /** No exponents: {@code 1e999999999} is short to write and long to compute with. */
        private static final Pattern FORM = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{0,18})?");

        private Decimal() {}

        static BigDecimal parse(String text, String where) {
            String bare = text.strip();
            if (!FORM.matcher(bare).matches()) {
                throw new BadInputException(where + ": \"" + shorten(text) + "\" is not a plain decimal number");
            }
            return new BigDecimal(bare);
        }

        static boolean isZero(String text) {
            String bare = text.strip();
            return FORM.matcher(bare).matches() && new BigDecimal(bare).signum() == 0;
        }

        static String plain(BigDecimal value) {
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        }

        private static String shorten(String text) {
            String oneLine = text.replaceAll("\\p{Cntrl}", "?");
            return oneLine.length() <= 60 ? oneLine : oneLine.substring(0, 57) + "...";
        }
    }
}
