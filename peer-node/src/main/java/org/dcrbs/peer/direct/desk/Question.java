package org.dcrbs.peer.direct.desk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.peer.direct.deal.MoveText;
import org.dcrbs.peer.direct.document.Texts;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;

/**
 * A move that the owner has to make.
 *
 * @param about what is negotiated, in words
 * @param limit the least to take, or the most to give
 * @param standing the other side's last offer
 * @param said how many moves both sides know
 * @param until by when
 * @param remark why the last answer was of no use; empty: nothing
 */
public record Question(
        String deal,
        int leg,
        String partner,
        String about,
        Side side,
        Credits limit,
        Optional<Credits> standing,
        int said,
        Instant until,
        String remark) {

    /** What names it, among the questions of one home. */
    public String id() {
        return deal.substring(0, 8) + "-" + leg;
    }

    public String words() {
        String mine = side == Side.GIVER ? "you give " + about + ", at least " : "you get " + about + ", at most ";
        return id() + "  " + partner + ": " + mine + limit
                + standing.map(amount -> "; " + partner + (side == Side.GIVER ? " bids " : " asks ") + amount)
                        .orElse("; nothing is said yet")
                + ". Until " + until.truncatedTo(ChronoUnit.SECONDS) + ": " + MoveText.choices(standing)
                + (remark.isEmpty() ? "" : "\n  your last move can't be made: " + remark);
    }

    static Question read(JsonFields fields) {
        return new Question(
                fields.text("deal"),
                (int) fields.whole("leg", 1, 2),
                fields.text("partner"),
                fields.text("about"),
                Side.valueOf(fields.text("side")),
                Texts.credits(fields, "limit"),
                fields.has("standing") ? Optional.of(Texts.credits(fields, "standing")) : Optional.empty(),
                (int) fields.whole("said", 0, Integer.MAX_VALUE),
                Instant.parse(fields.text("until")),
                fields.text("remark"));
    }

    Json.Members json() {
        Json.Members plain = Json.object()
                .with("deal", deal)
                .with("leg", leg)
                .with("partner", partner)
                .with("about", about)
                .with("side", side.name())
                .with("limit", Long.toString(limit.micro()))
                .with("said", said)
                .with("until", until.toString())
                .with("remark", remark);
        return standing.map(amount -> plain.with("standing", Long.toString(amount.micro())))
                .orElse(plain);
    }
}
