package org.dcrbs.market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Valid values, for tests to spoil one part of. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Window HOUR = new Window(NOON, NOON.plusSeconds(3600));
    static final PartyId ANN = new PartyId("ann");
    static final PartyId BOB = new PartyId("bob");
    static final PartyId COORDINATOR = new PartyId("coordinator");
    static final RoundId ROUND = new RoundId("r-0001");
    static final ContractId CONTRACT = ContractTerms.idOf(ROUND, ANN, BOB);
    static final Memory MEMORY = new Memory(1024, 80, 90);

    private Samples() {}

    /** Something that ann gives bob. */
    static Leg leg(int number, long worth) {
        return leg(number, ANN, BOB, worth);
    }

    /** That thing, from ann to bob. */
    static Leg leg(int number, long worth, Spec thing) {
        return leg(number, ANN, BOB, worth, thing);
    }

    static Leg leg(int number, PartyId giver, PartyId taker, long worth) {
        return leg(number, giver, taker, worth, MEMORY);
    }

    private static Leg leg(int number, PartyId giver, PartyId taker, long worth, Spec thing) {
        return new Leg(
                CONTRACT + "/" + number,
                new Pairing(
                        new ListingId("d-" + number),
                        "memory",
                        taker,
                        new ListingId("o-" + number),
                        giver,
                        thing,
                        HOUR,
                        Credits.micro(worth + 7),
                        Credits.ZERO,
                        Credits.micro(worth)));
    }

    static ContractTerms terms(List<Leg> legs, List<Commission> commissions) {
        return new ContractTerms(CONTRACT, ROUND, COORDINATOR, legs, commissions, "shipped-1");
    }

    static Requirement requirement(String name) {
        return new Requirement(name, MEMORY, HOUR, Constraint.NONE, Optional.empty(), Optional.empty());
    }

    static Demand demand(List<Requirement> requirements, boolean same, boolean distinct) {
        return new Demand(
                new ListingId("d-1"), BOB, requirements, same, distinct, new Consideration.Either(), Attributes.NONE);
    }

    /** As much as one spec can be. */
    static Money muchMoney() {
        return new Money(Money.Form.CREDIT, "CR", Credits.MOST.micro());
    }

    static Offer offer(Spec spec, long copies, Optional<Credits> ask) {
        return new Offer(new ListingId("o-1"), ANN, spec, copies, HOUR, Attributes.NONE, Constraint.NONE, ask);
    }
}
