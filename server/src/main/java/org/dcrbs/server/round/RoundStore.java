package org.dcrbs.server.round;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/** One document a round. */
@Component
class RoundStore {
    private final Documents documents;
    private final MarketJson json;

    RoundStore(Store store, MarketJson json) {
        this.documents = store.collection("rounds");
        this.json = json;
    }

    /** Opens a round under the next free number. */
    Round open(RoundOptions options, Instant at) {
        for (int number = all().size() + 1; ; number++) {
            Round round = Round.opened(new RoundId(String.format(Locale.ROOT, "r-%04d", number)), options, at);
            if (documents.insertIfAbsent(document(round))) {
                return round;
            }
        }
    }

    Optional<Round> find(RoundId id) {
        return documents.find(id.value()).map(this::round);
    }

    /** In the order of their numbers. */
    List<Round> all() {
        return documents.all().stream().map(this::round).toList();
    }

    Round update(RoundId id, UnaryOperator<Round> change) {
        return documents
                .update(id.value(), document -> document(change.apply(round(document))))
                .map(this::round)
                .orElseThrow(() -> new IllegalStateException("no round " + id));
    }

    private Document document(Round round) {
        return json.document(round).append("_id", round.id().value());
    }

    private Round round(Document document) {
        Document body = new Document(document);
        body.remove("_id");
        body.remove("version");
        return json.value(body, Round.class);
    }
}
