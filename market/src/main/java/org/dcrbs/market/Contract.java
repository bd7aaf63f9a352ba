package org.dcrbs.market;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * A contract in one of its states. Only the transitions below exist; each is a method of the state that it leaves.
 *
 * <pre>
 * Proposed  -> Agreed (escrow held) | Rejected | Cancelled
 * Agreed    -> Active | Cancelled | Expired
 * Active    -> Active (one more leg delivered) | Delivered | Breached | Expired
 * Delivered -> Settled
 * </pre>
 *
 * Settled, Rejected, Cancelled, Breached and Expired are final. Whatever was held in escrow when a contract left Agreed
 * or Active without having been delivered is paid out by {@link ContractTerms#settlement}, which takes none of the legs
 * as delivered if the contract was Cancelled.
 */
public sealed interface Contract {
    ContractTerms terms();

    /** When it came into this state. */
    Instant since();

    /** The legs delivered so far. */
    default Set<String> delivered() {
        return Set.of();
    }

    /** Whether nothing more can happen to it. */
    default boolean isFinal() {
        return false;
    }

    /** The state's name, as people read it. */
    default String state() {
        return getClass().getSimpleName();
    }

    /** Drawn up, nothing held yet. */
    record Proposed(ContractTerms terms, Instant since) implements Contract {
        public Agreed agree(Instant at) {
            return new Agreed(terms, at);
        }

        public Rejected reject(String reason, Instant at) {
            return new Rejected(terms, reason, at);
        }

        public Cancelled cancel(String reason, Instant at) {
            return new Cancelled(terms, reason, at);
        }
    }

    /** Both sides are bound, and what it costs is in escrow. */
    record Agreed(ContractTerms terms, Instant since) implements Contract {
        public Active start(Instant at) {
            return new Active(terms, at, Set.of());
        }

        public Cancelled cancel(String reason, Instant at) {
            return new Cancelled(terms, reason, at);
        }

        public Expired expire(Instant at) {
            return new Expired(terms, Set.of(), at);
        }
    }

    /** Being carried out. */
    record Active(ContractTerms terms, Instant since, Set<String> delivered) implements Contract {
        public Active {
            delivered = legsOf(terms, delivered);
        }

        /** The same contract with one more leg delivered; {@link Delivered} if it was the last. */
        public Contract deliver(String leg, Instant at) {
            Set<String> now = new HashSet<>(legsOf(terms, Set.of(leg)));
            now.addAll(delivered);
            return now.size() == terms.legs().size() ? new Delivered(terms, at) : new Active(terms, since, now);
        }

        public Breached breach(String reason, Instant at) {
            return new Breached(terms, delivered, reason, at);
        }

        public Expired expire(Instant at) {
            return new Expired(terms, delivered, at);
        }
    }

    /** All legs delivered and checked, not yet paid. */
    record Delivered(ContractTerms terms, Instant since) implements Contract {
        @Override
        public Set<String> delivered() {
            return allLegsOf(terms);
        }

        public Settled settle(Instant at) {
            return new Settled(terms, at);
        }
    }

    /** Delivered and paid. */
    record Settled(ContractTerms terms, Instant since) implements Contract {
        @Override
        public Set<String> delivered() {
            return allLegsOf(terms);
        }

        @Override
        public boolean isFinal() {
            return true;
        }
    }

    /** One side said no. */
    record Rejected(ContractTerms terms, String reason, Instant since) implements Contract {
        @Override
        public boolean isFinal() {
            return true;
        }
    }

    /** Called off before it began. */
    record Cancelled(ContractTerms terms, String reason, Instant since) implements Contract {
        @Override
        public boolean isFinal() {
            return true;
        }
    }

    /** A delivery failed; what was delivered is paid, the rest is given back. */
    record Breached(ContractTerms terms, Set<String> delivered, String reason, Instant since) implements Contract {
        public Breached {
            delivered = legsOf(terms, delivered);
        }

        @Override
        public boolean isFinal() {
            return true;
        }
    }

    /** Its time ran out; what was delivered is paid, the rest is given back. */
    record Expired(ContractTerms terms, Set<String> delivered, Instant since) implements Contract {
        public Expired {
            delivered = legsOf(terms, delivered);
        }

        @Override
        public boolean isFinal() {
            return true;
        }
    }

    private static Set<String> legsOf(ContractTerms terms, Set<String> some) {
        Set<String> known = allLegsOf(terms);
        for (String leg : some) {
            Check.that(known.contains(leg), "contract " + terms.id() + ": has no leg " + leg);
        }
        return Set.copyOf(some);
    }

    private static Set<String> allLegsOf(ContractTerms terms) {
        Set<String> all = new TreeSet<>();
        terms.legs().forEach(leg -> all.add(leg.id()));
        return all;
    }
}
