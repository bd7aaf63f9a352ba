package org.dcrbs.server.work;

import java.io.IOException;
import java.util.Optional;
import org.dcrbs.market.Category;
import org.dcrbs.market.Contract;
import org.dcrbs.market.Leg;
import org.springframework.stereotype.Component;

/** Looks again at legs that their takers complain about. */
@Component
class Reviews {
    private final OrderBook book;
    private final LegWork legs;
    private final Verdicts verdicts;

    Reviews(OrderBook book, LegWork legs, Verdicts verdicts) {
        this.book = book;
        this.legs = legs;
        this.verdicts = verdicts;
    }

    /** Goes on with it; the caller holds the contract's lock. */
    Review review(Contract contract, Leg leg) throws IOException {
        boolean delivered = contract.delivered().contains(leg.id());
        if (contract.isFinal() && !delivered) {
            return new Review.Wrong("it was not delivered, and not paid");
        }
        LegPlan plan = legs.plan(leg, book.of(contract.terms().id()));
        Optional<Step> next = plan.review(delivered);
        if (next.isEmpty()) {
            verdicts.enforceReview(contract.terms(), leg, legs.units(leg), delivered ? plan.reviewed() : Findings.NONE);
            return new Review.Right(
                    leg.pairing().least().category() == Category.STORAGE
                            ? "it was there when it was asked for"
                            : "others computed the same");
        }
        if (next.get() instanceof Step.Failed failed && delivered) {
            verdicts.enforceReview(contract.terms(), leg, legs.units(leg), failed.findings());
            boolean blamed = failed.findings().verdicts().stream()
                    .anyMatch(verdict -> verdict.party().equals(leg.pairing().giver())
                            && !verdict.kind().isGood());
            return blamed ? new Review.Wrong(failed.reason()) : new Review.Undecided(failed.reason());
        }
        if (next.get() instanceof Step.Failed failed
                && failed.findings().verdicts().isEmpty()) {
            return new Review.Undecided(failed.reason());
        }
        return legs.take(contract.terms(), leg, next.get())
                ? new Review.Pending("others are asked")
                : new Review.Wrong("it was not there, and is not paid");
    }
}
