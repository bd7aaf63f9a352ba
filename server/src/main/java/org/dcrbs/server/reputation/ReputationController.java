package org.dcrbs.server.reputation;

import java.util.List;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.listing.Parties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reputations over HTTP. */
@RestController
@RequestMapping("/api/v1/reputation")
class ReputationController {
    private final Reputations reputations;
    private final Parties parties;

    ReputationController(Reputations reputations, Parties parties) {
        this.reputations = reputations;
        this.parties = parties;
    }

    /** One line of the list. */
    record View(PartyId party, Standing standing, int permille, long good, long bad, long total, long inARow) {
        static View of(PartyId party, Reputation of) {
            return new View(party, of.standing(), of.permille(), of.good(), of.bad(), of.total(), of.inARow());
        }
    }

    /** One party, and what its reputation comes of: its last outcomes, the newest first. */
    record Detail(View reputation, List<Outcome> latest) {}

    /** Of the parties of which anything is known. */
    @GetMapping
    List<View> all() {
        return reputations.all().entrySet().stream()
                .map(entry -> View.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    @GetMapping("/{party}")
    Detail one(@PathVariable PartyId party) {
        if (parties.find(party).isEmpty()) {
            throw new NotFoundException("no party " + party);
        }
        return new Detail(View.of(party, reputations.of(party)), reputations.latest(party));
    }
}
