package org.dcrbs.server.contract;

import com.mongodb.client.model.Filters;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One document a contract; a transition replaces it by compare-and-set. */
@Component
class ContractStore {
    private final Documents documents;
    private final MarketJson json;

    ContractStore(Store store, MarketJson json) {
        this.documents = store.collection("contracts");
        this.json = json;
    }

    /** Keeps the contract unless one with its id is there. */
    void add(Contract contract) {
        documents.insertIfAbsent(document(contract));
    }

    Optional<Contract> find(ContractId id) {
        return documents.find(id.value()).map(this::contract);
    }

    /**
     * Moves the contract on by the function, which answers empty for "not from this state".
     *
     * @return the new state, empty if it didn't move
     */
    Optional<Contract> move(ContractId id, Function<Contract, Optional<Contract>> transition) {
        AtomicReference<@Nullable Contract> moved = new AtomicReference<>();
        documents.update(id.value(), document -> {
            Contract next = transition.apply(contract(document)).orElse(null);
            moved.set(next);
            return next == null ? null : document(next);
        });
        return Optional.ofNullable(moved.get());
    }

    List<Contract> all() {
        return contracts(Filters.empty());
    }

    List<Contract> unfinished() {
        return contracts(Filters.eq("final", false));
    }

    boolean anyUnfinished(RoundId round) {
        return documents.count(Filters.and(Filters.eq("round", round.value()), Filters.eq("final", false))) > 0;
    }

    List<Contract> ofRound(RoundId round) {
        return contracts(Filters.eq("round", round.value()));
    }

    List<Contract> ofParty(PartyId party) {
        return contracts(Filters.eq("parties", party.value()));
    }

    private List<Contract> contracts(Bson filter) {
        return documents.find(filter).stream().map(this::contract).toList();
    }

    private Document document(Contract contract) {
        return new Document("_id", contract.terms().id().value())
                .append("round", contract.terms().round().value())
                .append(
                        "parties",
                        contract.terms().parties().stream().map(PartyId::value).toList())
                .append("state", contract.state())
                .append("final", contract.isFinal())
                .append("body", json.document(contract));
    }

    private Contract contract(Document document) {
        return json.value(document.get("body", Document.class), Contract.class);
    }
}
