package org.dcrbs.server.listing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The store of parties; the coordinator is always one of them. */
@Component
public class Parties {
    private final Documents documents;
    private final MarketJson json;
    /** Known once it was found, since it stays: every party that is put is held against it. */
    private final AtomicReference<@Nullable PartyId> coordinator = new AtomicReference<>();

    public Parties(Store store, MarketJson json) {
        this.documents = store.collection("parties");
        this.json = json;
    }

    /** Adds the party, or changes its terms. There is one coordinator, whose role stays. */
    public void put(Party party) {
        if (coordinator.get() == null) {
            coordinator().ifPresent(found -> coordinator.set(found.id()));
        }
        PartyId known = coordinator.get();
        boolean sameParty = party.id().equals(known);
        if (known != null && sameParty != (party.role() == Party.Role.COORDINATOR)) {
            throw new BadInputException("party " + party.id() + ": the coordinator is " + known);
        }
        documents.put(json.document(party).append("_id", party.id().value()));
    }

    public Optional<Party> find(PartyId id) {
        return documents.find(id.value()).map(this::party);
    }

    public List<Party> all() {
        return documents.all().stream().map(this::party).toList();
    }

    public Optional<Party> coordinator() {
        return all().stream()
                .filter(party -> party.role() == Party.Role.COORDINATOR)
                .findFirst();
    }

    private Party party(Document document) {
        Document body = new Document(document);
        body.remove("_id");
        body.remove("version");
        return json.value(body, Party.class);
    }
}
