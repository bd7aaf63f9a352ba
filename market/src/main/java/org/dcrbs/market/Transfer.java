package org.dcrbs.market;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A movement of money whose postings sum to zero for each kind of it. Never edited, only {@linkplain #reversal reversed}. */
public record Transfer(TransferId id, Instant at, String memo, List<Posting> postings) {
    public Transfer {
        Check.text("memo", memo, 500);
        Check.that(!postings.isEmpty(), "transfer " + id + ": no postings");
        Map<String, Credits> sums = new TreeMap<>();
        postings.forEach(posting -> sums.merge(kind(posting.account()), posting.amount(), Credits::plus));
        sums.forEach((kind, sum) -> Check.that(
                sum.micro() == 0, "transfer " + id + ": postings of " + kind + " sum to " + sum + ", not to zero"));
        postings = List.copyOf(postings);
    }

    private static String kind(Account account) {
        return account instanceof Account.Purse purse ? purse.form() + "." + purse.currency() : "credits";
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
