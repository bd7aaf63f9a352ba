package org.dcrbs.server.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.types.Binary;
import org.dcrbs.server.blob.Digests;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/**
 * Versions, which are only ever added; drafts; and the files of both, each under its SHA-256. A file is stored before what
 * refers to it, so that a crash can lose a draft but never a version's content.
 */
@Component
class PolicyStore {
    private static final String CLOSED = "closed";

    private final Documents versions;
    private final Documents files;
    private final Documents drafts;
    private final MarketJson json;

    PolicyStore(Store store, MarketJson json) {
        this.versions = store.collection("policyVersions");
        this.files = store.collection("policyFiles");
        this.drafts = store.collection("policyDrafts");
        this.json = json;
    }

    /** In the order of their numbers. */
    List<PolicyVersion> versions() {
        return versions.all().stream()
                .map(document -> value(document, PolicyVersion.class))
                .toList();
    }

    /** The version in force. */
    Optional<PolicyVersion> latest() {
        List<PolicyVersion> all = versions();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Adds the version unless there is one of its number. */
    boolean append(PolicyVersion version) {
        String id = String.format(Locale.ROOT, "%08d", version.number());
        return versions.insertIfAbsent(json.document(version).append("_id", id));
    }

    /** Keeps the files' contents. */
    List<FileRef> keep(Map<String, byte[]> contents) {
        List<FileRef> refs = new ArrayList<>();
        new TreeMap<>(contents).forEach((name, bytes) -> {
            String sha256 = Digests.sha256(bytes);
            files.insertIfAbsent(new Document("_id", sha256).append("bytes", new Binary(bytes)));
            refs.add(new FileRef(name, sha256));
        });
        return refs;
    }

    SortedMap<String, byte[]> contents(List<FileRef> refs) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        refs.forEach(ref -> contents.put(
                ref.name(),
                files.find(ref.sha256())
                        .orElseThrow(() -> new IllegalStateException("no policy file " + ref.sha256()))
                        .get("bytes", Binary.class)
                        .getData()));
        return contents;
    }

    /** Those that are open. */
    List<Draft> drafts() {
        return drafts.all().stream()
                .filter(PolicyStore::isOpen)
                .map(document -> value(document, Draft.class))
                .toList();
    }

    Optional<Draft> draft(String id) {
        return drafts.find(id).filter(PolicyStore::isOpen).map(document -> value(document, Draft.class));
    }

    /** Adds a draft under the next free number, which no draft ever had. */
    Draft open(Draft draft) {
        for (int number = drafts.all().size() + 1; ; number++) {
            Draft named = draft.named(String.format(Locale.ROOT, "d-%04d", number));
            if (drafts.insertIfAbsent(json.document(named).append("_id", named.id()))) {
                return named;
            }
        }
    }

    Optional<Draft> update(String id, UnaryOperator<Draft> change) {
        return drafts.update(
                        id,
                        document -> isOpen(document)
                                ? json.document(change.apply(value(document, Draft.class)))
                                        .append("_id", id)
                                : null)
                .filter(PolicyStore::isOpen)
                .map(document -> value(document, Draft.class));
    }

    /** Published or discarded: nobody sees it any more, and its number is not given again. */
    void close(String id) {
        drafts.update(id, document -> document.append(CLOSED, true));
    }

    private static boolean isOpen(Document draft) {
        return !draft.containsKey(CLOSED);
    }

    private <T> T value(Document document, Class<T> type) {
        Document body = new Document(document);
        body.remove("_id");
        body.remove("version");
        return json.value(body, type);
    }
}
