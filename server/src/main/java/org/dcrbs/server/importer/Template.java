package org.dcrbs.server.importer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dcrbs.server.listing.BadInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A piece of a market file's line with formulas in it; a row makes JSON of it. */
sealed interface Template {
    /** The JSON; empty leaves the field out. */
    Optional<JsonNode> expand(Scope scope);

    void columns(Consumer<String> seen);

    /** The same for every row. */
    record Fixed(JsonNode value) implements Template {
        @Override
        public Optional<JsonNode> expand(Scope scope) {
            return Optional.of(value);
        }

        @Override
        public void columns(Consumer<String> seen) {}
    }

    /** A text with formulas between braces. */
    record Words(Text text) implements Template {
        @Override
        public Optional<JsonNode> expand(Scope scope) {
            return Optional.of(JsonNodeFactory.instance.stringNode(text.plain(scope)));
        }

        @Override
        public void columns(Consumer<String> seen) {
            text.columns(seen);
        }
    }

    /** A whole number. An offer is rounded down and a demand up: never more is promised, never less asked for. */
    record Whole(Formula formula, RoundingMode rounding) implements Template {
        private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

        @Override
        public Optional<JsonNode> expand(Scope scope) {
            return formula.number(scope).map(value -> {
                BigDecimal whole = value.setScale(0, rounding);
                if (whole.abs().compareTo(MOST) > 0) {
                    throw new BadInputException(Formula.Decimal.plain(whole) + " is out of range");
                }
                return JsonNodeFactory.instance.numberNode(whole.longValue());
            });
        }

        @Override
        public void columns(Consumer<String> seen) {
            formula.columns(seen);
        }
    }

    /** An amount of credits, to the micro-credit. */
    record Amount(Formula formula) implements Template {
        @Override
        public Optional<JsonNode> expand(Scope scope) {
            return formula.number(scope)
                    .map(value -> JsonNodeFactory.instance.stringNode(
                            Formula.Decimal.plain(value.setScale(6, RoundingMode.HALF_UP))));
        }

        @Override
        public void columns(Consumer<String> seen) {
            formula.columns(seen);
        }
    }

    /** A constraint: all of these conditions, except those that ask for an empty cell. */
    record Conditions(List<Text> all) implements Template {
        @Override
        public Optional<JsonNode> expand(Scope scope) {
            List<String> stated = all.stream()
                    .flatMap(text -> text.expression(scope).stream())
                    .toList();
            String joined = stated.size() == 1
                    ? stated.get(0)
                    : stated.stream().map(one -> "(" + one + ")").collect(Collectors.joining(" && "));
            return Optional.of(JsonNodeFactory.instance.stringNode(joined));
        }

        @Override
        public void columns(Consumer<String> seen) {
            all.forEach(text -> text.columns(seen));
        }
    }

    /** An object. */
    record Fields(Map<String, Template> fields) implements Template {
        @Override
        public Optional<JsonNode> expand(Scope scope) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, template) -> template.expand(scope).ifPresent(value -> node.set(name, value)));
            return Optional.of(node);
        }

        @Override
        public void columns(Consumer<String> seen) {
            fields.values().forEach(template -> template.columns(seen));
        }
    }

    /** A list whose items may be left out or repeated. */
    record Items(List<Item> items) implements Template {
        List<JsonNode> all(Scope scope) {
            List<JsonNode> made = new ArrayList<>();
            for (Item item : items) {
                long times = item.times(scope);
                for (long n = 1; n <= times; n++) {
                    item.body
                            .expand(item.repeat.isPresent() ? scope.at(n) : scope)
                            .ifPresent(made::add);
                }
            }
            return made;
        }

        @Override
        public Optional<JsonNode> expand(Scope scope) {
            ArrayNode node = JsonNodeFactory.instance.arrayNode();
            all(scope).forEach(node::add);
            return Optional.of(node);
        }

        @Override
        public void columns(Consumer<String> seen) {
            items.forEach(item -> item.columns(seen));
        }
    }

    /** One item of a list: made when the condition holds, so many times. */
    record Item(Optional<Formula> when, Optional<Formula> repeat, Template body) {
        private static final long MOST_TIMES = 100_000;

        long times(Scope scope) {
            if (when.isPresent() && !when.get().holds(scope)) {
                return 0;
            }
            if (repeat.isEmpty()) {
                return 1;
            }
            BigDecimal times = repeat.get().number(scope).orElse(BigDecimal.ZERO);
            if (times.stripTrailingZeros().scale() > 0
                    || times.signum() < 0
                    || times.compareTo(BigDecimal.valueOf(MOST_TIMES)) > 0) {
                StringBuilder place = new StringBuilder();
                repeat.get()
                        .columns(
                                column -> place.append("column ").append(column).append(": "));
                throw new BadInputException(place + "repeat is " + Formula.Decimal.plain(times)
                        + "; want a whole number from 0 to " + MOST_TIMES);
            }
            return times.longValue();
        }

        void columns(Consumer<String> seen) {
            when.ifPresent(formula -> formula.columns(seen));
            repeat.ifPresent(formula -> formula.columns(seen));
            body.columns(seen);
        }
    }
}
