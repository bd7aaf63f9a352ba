package org.dcrbs.server.round;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dcrbs.market.Appraisal.Lot;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.Window;
import org.dcrbs.market.negotiation.Negotiation;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.market.negotiation.Terms;
import org.dcrbs.rules.PersonPolicy;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.negotiation.HeldPackage;
import org.dcrbs.server.negotiation.Talk;
import org.dcrbs.solver.PartyBounds;

/**
 * Which packages wait for people to agree on a worth. A package is held only where it does no harm that it comes to nothing,
 * or to any worth between the limits of its two sides: nobody in it barters, since what they get must match what they give,
 * and nobody who takes part counts on its proceeds. Else the automaton negotiates, and it is said why.
 */
final class Holding {
    private static final Duration LEAST_TIME = Duration.ofMinutes(1);

    private final RoundId round;
    private final PartyId coordinator;
    private final Instant at;
    private final Circumstances circumstances;
    private final PolicySet policies;
    private final Map<PartyId, PartyBounds> bounds;
    /** What each party owes in the end, at the worst: held pairings taken at their value, and given for nothing. */
    private final Map<PartyId, Long> worst = new HashMap<>();

    private final List<HeldPackage> held = new ArrayList<>();
    private final List<Pairing> free = new ArrayList<>();
    private final Map<Lot, String> refusals = new LinkedHashMap<>();

    /** @param bounds how far each party's net may go */
    Holding(
            RoundId round,
            PartyId coordinator,
            Circumstances circumstances,
            PolicySet policies,
            Map<PartyId, PartyBounds> bounds,
            List<Pairing> pairings) {
        this.round = round;
        this.coordinator = coordinator;
        this.at = circumstances.at();
        this.circumstances = circumstances;
        this.policies = policies;
        this.bounds = bounds;
        Map<ListingId, List<Pairing>> packages = new LinkedHashMap<>();
        for (Pairing pairing : pairings) {
            worst.merge(pairing.taker(), pairing.worth().micro(), Math::addExact);
            worst.merge(pairing.giver(), -pairing.worth().micro(), Math::addExact);
            packages.computeIfAbsent(pairing.demand(), id -> new ArrayList<>()).add(pairing);
        }
        packages.values().forEach(this::decide);
    }

    /** The packages that wait, the automaton's first moves made. */
    List<HeldPackage> held() {
        return held;
    }

    /** The pairings of all other packages. */
    List<Pairing> free() {
        return free;
    }

    /** Why a person was not asked, though policy wanted one to be. */
    Optional<String> refusal(Pairing pairing) {
        return Optional.ofNullable(refusals.get(new Lot(pairing.demand(), pairing.requirement())));
    }

    private void decide(List<Pairing> pack) {
        Map<Pairing, PersonPolicy> asked = new LinkedHashMap<>();
        for (Pairing pairing : pack) {
            PersonPolicy persons = policies.persons(Commissions.deal(pairing, coordinator, circumstances));
            if (persons.asksAnyone()) {
                asked.put(pairing, persons);
            }
        }
        Map<PartyId, Long> more = more(pack, asked);
        Optional<String> refusal = asked.isEmpty() ? Optional.empty() : refusal(pack, more);
        if (asked.isEmpty() || refusal.isPresent()) {
            free.addAll(pack);
            asked.keySet()
                    .forEach(one -> refusals.put(new Lot(one.demand(), one.requirement()), refusal.orElseThrow()));
        } else {
            more.forEach((party, amount) -> worst.merge(party, amount, Math::addExact));
            held.add(hold(pack, asked));
        }
    }

    /** By how much more each party would owe at the worst. */
    private static Map<PartyId, Long> more(List<Pairing> pack, Map<Pairing, PersonPolicy> asked) {
        Map<PartyId, Long> more = new HashMap<>();
        for (Pairing pairing : pack) {
            more.merge(pairing.giver(), pairing.worth().micro(), Math::addExact);
            long rise = pairing.value().minus(pairing.worth()).micro();
            more.merge(pairing.taker(), asked.containsKey(pairing) ? rise : 0, Math::addExact);
        }
        return more;
    }

    private Optional<String> refusal(List<Pairing> pack, Map<PartyId, Long> more) {
        if (ends(pack).isBefore(at.plus(LEAST_TIME))) {
            return Optional.of("no person was asked: there is no time for it before the delivery");
        }
        for (Map.Entry<PartyId, Long> party : more.entrySet()) {
            PartyBounds bound = Objects.requireNonNull(bounds.get(party.getKey()));
            if (bound.netMin().isPresent()) {
                return Optional.of("no person was asked: " + party.getKey()
                        + " barters, so that it must not get or give anything by itself");
            }
            long owes = Math.addExact(worst.getOrDefault(party.getKey(), 0L), party.getValue());
            if (bound.netMax().isPresent() && owes > bound.netMax().getAsLong()) {
                return Optional.of(
                        "no person was asked: at the worst it would cost " + party.getKey() + " more than it has");
            }
        }
        return Optional.empty();
    }

    private HeldPackage hold(List<Pairing> pack, Map<Pairing, PersonPolicy> asked) {
        List<Talk> talks = new ArrayList<>();
        asked.forEach((pairing, persons) -> talks.add(talk(pairing, persons, ends(pack))));
        return new HeldPackage(
                        round,
                        held.size() + 1,
                        pack.get(0).demand(),
                        coordinator,
                        policies.version(),
                        talks,
                        pack.stream()
                                .filter(pairing -> !asked.containsKey(pairing))
                                .map(pairing -> Commissions.of(pairing, coordinator, circumstances, policies))
                                .toList(),
                        false)
                .at(at);
    }

    private Talk talk(Pairing pairing, PersonPolicy persons, Instant latest) {
        Instant wanted = at.plus(persons.endWithin());
        Terms terms = new Terms(
                pairing.reserve(),
                pairing.value(),
                persons.answerWithin(),
                wanted.isBefore(latest) ? wanted : latest,
                persons.silence());
        return new Talk(
                Commissions.of(pairing, coordinator, circumstances, policies),
                policies.negotiation(pairing.least().category()).tactics(),
                persons.rules(),
                Negotiation.open(terms, Side.GIVER, persons.giver(), persons.taker(), at));
    }

    /** What is agreed on must still be there to be delivered: before it begins, or before half of its time is over. */
    private Instant ends(List<Pairing> pack) {
        return pack.stream()
                .map(Pairing::window)
                .map(this::ends)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Instant ends(Window window) {
        return window.from().isAfter(at)
                ? window.from()
                : at.plus(Duration.between(at, window.until()).dividedBy(2));
    }
}
