package org.dcrbs.market.negotiation;

import java.util.List;

/** Who made a move. */
public sealed interface Actor {
    /** In a few words, for a person to read. */
    String words();

    /** @param rules the names of the rules that say how it plays */
    record Automaton(List<String> rules) implements Actor {
        public Automaton {
            rules = List.copyOf(rules);
        }

        @Override
        public String words() {
            return rules.isEmpty() ? "the automaton, by default" : "the automaton, by " + String.join("; ", rules);
        }
    }

    /** @param name as the person gave it: one line, 1 to 80 characters */
    record Person(String name) implements Actor {
        private static final int LONGEST = 80;

        public Person {
            if (name.isBlank() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a person's name wants 1 to " + LONGEST + " characters in one line");
            }
        }

        @Override
        public String words() {
            return name;
        }
    }

    /** Nobody: a deadline went by. */
    record Deadline() implements Actor {
        @Override
        public String words() {
            return "the deadline";
        }
    }
}
