package org.dcrbs.server.negotiation;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Reply;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.store.Store;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Carries the negotiations of people from their first move to what follows from their end.
 *
 * <p>Each step can be taken again after a crash: a move and the automaton's answers to it are one write; the contracts that
 * follow have derived ids, and a demand goes back to the market only from the round that holds it. A package is marked as
 * done after all of that, and {@link #advance} takes up whatever is not.
 */
@Service
public class Negotiations {
    private final Store everything;
    private final NegotiationStore store;
    private final Contracts contracts;
    private final Listings listings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Negotiations(
            Store everything,
            NegotiationStore store,
            Contracts contracts,
            Listings listings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.everything = everything;
        this.store = store;
        this.contracts = contracts;
        this.listings = listings;
        this.events = events;
        this.clock = clock;
    }

    /** Takes the package's demand off the market and opens its negotiations. Harmless if done before. */
    public void open(HeldPackage held) {
        // Once it is there it may be over already, and its demand back in the market.
        if (store.find(held.id()).isEmpty()) {
            listings.match(held.demand(), held.round());
            store.add(held);
            events.publishEvent(new NegotiationChanged(held));
        }
    }

    /**
     * Makes a person's move, and what the automaton answers.
     *
     * @param talk counts the talks of the package, from 0
     * @throws BadInputException if it may not be made, with the reason
     */
    HeldPackage make(String id, int talk, Move move) {
        HeldPackage now = store.update(id, held -> {
                    HeldPackage current = held.at(move.at());
                    Reply reply = current.talks().get(talk).state().make(move);
                    if (reply instanceof Reply.Refused refused) {
                        throw new BadInputException(refused.reason());
                    }
                    return current.with(talk, ((Reply.Moved) reply).now()).at(move.at());
                })
                .orElseThrow(() -> new NotFoundException("no negotiation " + id));
        events.publishEvent(new NegotiationChanged(now));
        return finish(now);
    }

    /** Keeps the deadlines, and carries out what follows from negotiations that are over. */
    public void advance() {
        for (HeldPackage pending : store.pending()) {
            HeldPackage now =
                    store.update(pending.id(), held -> held.at(clock.instant())).orElse(pending);
            if (!now.equals(pending)) {
                events.publishEvent(new NegotiationChanged(now));
            }
            finish(now);
        }
    }

    private HeldPackage finish(HeldPackage held) {
        if (held.done() || !held.over()) {
            return held;
        }
        if (held.failure().isPresent()) {
            listings.reopen(held.demand(), held.round());
        } else {
            List<ContractTerms> agreed = held.contracts();
            everything.together(() -> agreed.forEach(contracts::conclude));
        }
        HeldPackage done = store.update(held.id(), HeldPackage::finished).orElse(held);
        events.publishEvent(new NegotiationChanged(done));
        return done;
    }

    public List<HeldPackage> all() {
        return store.all();
    }

    Optional<HeldPackage> find(String id) {
        return store.find(id);
    }

    /** Those whose pairings are spoken for, but in no contract yet. */
    public List<HeldPackage> pending() {
        return store.pending();
    }

    public List<HeldPackage> ofRound(RoundId round) {
        return store.ofRound(round);
    }

    public boolean anyPending(RoundId round) {
        return ofRound(round).stream().anyMatch(held -> !held.done());
    }
}
