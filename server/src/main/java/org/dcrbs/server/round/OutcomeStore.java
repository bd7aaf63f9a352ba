package org.dcrbs.server.round;

import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.negotiation.HeldPackage;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/**
 * Outcomes in chunks, under the round's generation. They count only once the round itself says that it is decided, by a
 * single update; chunks of an attempt that a crash cut short are never read and are deleted with the next one.
 */
@Component
class OutcomeStore {
    private static final int CHUNK = 200;

    private final Documents documents;
    private final MarketJson json;

    OutcomeStore(Store store, MarketJson json) {
        this.documents = store.collection("outcomes");
        this.json = json;
    }

    void write(Round round, Outcome outcome) {
        documents.delete(Filters.eq("round", round.id().value()));
        List<Document> chunks = new ArrayList<>();
        chunk(chunks, round, "contracts", outcome.contracts());
        chunk(chunks, round, "leftOut", outcome.leftOut());
        chunk(chunks, round, "appraisals", outcome.appraisals());
        chunk(chunks, round, "negotiations", outcome.negotiations());
        chunk(chunks, round, "held", outcome.held());
        documents.insertAllIfAbsent(chunks);
    }

    List<ContractTerms> contracts(Round round) {
        return read(round, "contracts", ContractTerms.class);
    }

    List<Outcome.LeftOut> leftOut(Round round) {
        return read(round, "leftOut", Outcome.LeftOut.class);
    }

    List<Appraisal> appraisals(Round round) {
        return read(round, "appraisals", Appraisal.class);
    }

    List<Outcome.Negotiated> negotiations(Round round) {
        return read(round, "negotiations", Outcome.Negotiated.class);
    }

    List<HeldPackage> held(Round round) {
        return read(round, "held", HeldPackage.class);
    }

    private void chunk(List<Document> chunks, Round round, String kind, List<?> items) {
        for (int from = 0; from < items.size(); from += CHUNK) {
            List<Document> some = items.subList(from, Math.min(items.size(), from + CHUNK)).stream()
                    .map(json::document)
                    .toList();
            String id = String.format(Locale.ROOT, "%s/%d/%s/%08d", round.id(), round.generation(), kind, from);
            chunks.add(new Document("_id", id)
                    .append("round", round.id().value())
                    .append("generation", round.generation())
                    .append("kind", kind)
                    .append("items", some));
        }
    }

    private <T> List<T> read(Round round, String kind, Class<T> type) {
        RoundId id = round.id();
        return documents
                .find(Filters.and(
                        Filters.eq("round", id.value()),
                        Filters.eq("generation", round.generation()),
                        Filters.eq("kind", kind)))
                .stream()
                .flatMap(chunk -> chunk.getList("items", Document.class).stream())
                .map(item -> json.value(item, type))
                .toList();
    }
}
