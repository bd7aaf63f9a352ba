package org.dcrbs.market;

import java.time.Instant;
import java.util.List;

/** A movement of credits whose postings sum to zero. Never edited, only {@linkplain #reversal reversed}. */
public record Transfer(TransferId id, Instant at, String memo, List<Posting> postings) {
    public Transfer {
        Check.text("memo", memo, 500);
        Check.that(!postings.isEmpty(), "transfer " + id + ": no postings");
        Credits sum = postings.stream().map(Posting::amount).reduce(Credits.ZERO, Credits::plus);
        Check.that(sum.micro() == 0, "transfer " + id + ": postings sum to " + sum + ", not to zero");
        postings = List.copyOf(postings);
    }

    /** The transfer that undoes this one. */
    public Transfer reversal(Instant when, String why) {
        return new Transfer(
                new TransferId(id + ".reversed"),
                when,
                why,
                postings.stream()
                        .map(posting ->
                                new Posting(posting.account(), posting.amount().negate()))
                        .toList());
    }
}
