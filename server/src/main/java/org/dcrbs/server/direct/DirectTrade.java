package org.dcrbs.server.direct;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.proof.OpenKey;
import org.dcrbs.server.listing.BadInputException;

/**
 * A trade that one or both of its sides have reported.
 *
 * @param id SHA-256 of the contract
 * @param deal the number that the two gave it
 * @param legs what the dialler got, then what it gave in kind, if anything
 * @param receipts one for each leg
 */
record DirectTrade(
        String id,
        String deal,
        Instant made,
        Side dialler,
        Side listener,
        List<Leg> legs,
        SignedText contract,
        List<SignedText> receipts) {
    DirectTrade {
        legs = List.copyOf(legs);
        receipts = List.copyOf(receipts);
    }

    /** Which party it is, the coordinator knows only from a report of its own. */
    record Side(String key, Optional<Report> report) {}

    record Report(PartyId party, Instant at) {}

    record Leg(Role giver, String offer, String category, Credits worth, boolean done, Credits owed) {}

    enum Role {
        DIALLER,
        LISTENER
    }

    /** A document in canonical JSON, exactly as it was signed, and the signatures in hexadecimal. */
    record SignedText(String document, String byDialler, String byListener) {}

    /** The same by that side's report. */
    DirectTrade reported(OpenKey key, Report report) {
        if (key.hex().equals(dialler.key())) {
            return with(new Side(dialler.key(), Optional.of(report)), listener);
        }
        if (key.hex().equals(listener.key())) {
            return with(dialler, new Side(listener.key(), Optional.of(report)));
        }
        throw new BadInputException("contract " + id + ": the reporter's key " + key + " is neither side's");
    }

    /** This one, and what another report of the same contract adds. Of what both say, the first stays. */
    DirectTrade joined(DirectTrade other) {
        if (!texts(receipts).equals(texts(other.receipts))) {
            throw new BadInputException("contract " + id + ": it has been reported with other receipts");
        }
        return with(joined(dialler, other.dialler), joined(listener, other.listener));
    }

    private Side joined(Side before, Side now) {
        if (before.report().isEmpty() || now.report().isEmpty()) {
            return before.report().isEmpty() ? now : before;
        }
        PartyId reporter = before.report().get().party();
        if (!reporter.equals(now.report().get().party())) {
            throw new BadInputException("contract " + id + ": " + reporter + " has reported it with the same key");
        }
        return before;
    }

    private static List<String> texts(List<SignedText> documents) {
        return documents.stream().map(SignedText::document).toList();
    }

    private DirectTrade with(Side newDialler, Side newListener) {
        return new DirectTrade(id, deal, made, newDialler, newListener, legs, contract, receipts);
    }
}
