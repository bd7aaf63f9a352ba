package org.dcrbs.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store must do: the embedded one, and a real MongoDB if the environment names one. */
class DocumentsTest {
    private static final int THREADS = 8;

    enum Kind {
        EMBEDDED,
        MONGODB_URI
    }

    @TempDir
    private static Path folder;

    private static EmbeddedMongo embedded;
    private static final Map<Kind, MongoClient> CLIENTS = new HashMap<>();

    @BeforeAll
    static void open() {
        embedded = new EmbeddedMongo(folder);
        CLIENTS.put(Kind.EMBEDDED, embedded.client());
        String uri = System.getenv("MONGODB_URI");
        if (uri != null) {
            CLIENTS.put(Kind.MONGODB_URI, MongoClients.create(uri));
        }
    }

    @AfterAll
    static void close() {
        CLIENTS.values().forEach(MongoClient::close);
        embedded.close();
    }

    /** A collection of its own for each test. */
    private static Documents documents(Kind kind) {
        MongoClient client = CLIENTS.get(kind);
        Assumptions.assumeTrue(client != null, kind + " is not set");
        Durability durability = kind == Kind.EMBEDDED ? embedded : () -> {};
        return new Documents(
                client.getDatabase("dcrbs_test").getCollection("t" + new ObjectId().toHexString()), durability, true);
    }

    @ParameterizedTest
    @EnumSource
    void theFirstInsertOfAnIdWins(Kind kind) {
        Documents documents = documents(kind);

        assertThat(documents.insertIfAbsent(document("a", 1))).isTrue();
        assertThat(documents.insertIfAbsent(document("a", 2))).isFalse();

        assertThat(number(documents, "a")).isEqualTo(1);
        documents.delete(Filters.empty());
    }

    @ParameterizedTest
    @EnumSource
    void ofManyThoseThatAreMissingAreInserted(Kind kind) {
        Documents documents = documents(kind);
        documents.insertIfAbsent(document("0003", -1));

        documents.insertAllIfAbsent(IntStream.range(0, 2500)
                .mapToObj(i -> document(String.format("%04d", i), i))
                .toList());

        assertThat(documents.all()).hasSize(2500);
        assertThat(documents.find("0003")).get().extracting("n").isEqualTo(-1);
        assertThat(documents.find("2499")).get().extracting("n").isEqualTo(2499);
        documents.delete(Filters.empty());
    }

    @ParameterizedTest
    @EnumSource
    void manyAreInsertedTogetherUntilOneIsThereAlready(Kind kind) {
        Documents documents = documents(kind);

        documents.insertAll(List.of());
        documents.insertAll(List.of(document("a", 1), document("b", 1)));
        assertThatThrownBy(() -> documents.insertAll(List.of(document("c", 2), document("b", 2), document("d", 2))))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("was inserted by somebody else; is another coordinator on this store?");

        assertThat(documents.all())
                .extracting(found -> found.getString("_id"), found -> found.getInteger("n"))
                .containsExactly(tuple("a", 1), tuple("b", 1), tuple("c", 2));
        documents.delete(Filters.empty());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPutTakesThePlaceOfWhatWasThere(Kind kind) {
        Documents documents = documents(kind);

        documents.put(document("a", 1));
        documents.put(document("a", 2));

        assertThat(documents.all()).hasSize(1);
        assertThat(number(documents, "a")).isEqualTo(2);
        documents.delete(Filters.empty());
    }

    @ParameterizedTest
    @EnumSource
    void aChangeThatBeganBeforeAPutIsMadeToWhatWasPut(Kind kind) {
        Documents documents = documents(kind);
        documents.put(document("a", 1));
        List<Integer> seen = new ArrayList<>();

        documents.update("a", found -> {
            seen.add(found.getInteger("n"));
            if (seen.size() == 1) {
                documents.put(document("a", 10));
            }
            return found.append("n", found.getInteger("n") + 1);
        });

        assertThat(seen).containsExactly(1, 10);
        assertThat(number(documents, "a")).isEqualTo(11);
        documents.delete(Filters.empty());
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsChangedWhereTheFunctionSaysSoNorWhereNothingIs(Kind kind) {
        Documents documents = documents(kind);
        documents.put(document("a", 1));

        assertThat(documents.update("a", found -> null)).get().extracting("n").isEqualTo(1);
        assertThat(documents.update("b", found -> found.append("n", 2))).isEmpty();
        assertThat(documents.count(Filters.eq("n", 1))).isEqualTo(1);
        documents.delete(Filters.empty());
    }

    @ParameterizedTest
    @EnumSource
    void noChangeIsLostAmongManyThreads(Kind kind) throws Exception {
        Documents documents = documents(kind);
        documents.put(document("a", 0));

        together(thread -> {
            for (int i = 0; i < 25; i++) {
                documents.update("a", found -> found.append("n", found.getInteger("n") + 1));
            }
            return true;
        });

        assertThat(number(documents, "a")).isEqualTo(THREADS * 25);
        documents.delete(Filters.empty());
    }

    @ParameterizedTest
    @EnumSource
    void ofManyThreadsOneInsertsAnId(Kind kind) throws Exception {
        Documents documents = documents(kind);

        for (int i = 0; i < 20; i++) {
            String id = "id-" + i;
            List<Boolean> inserted = together(thread -> documents.insertIfAbsent(document(id, thread)));

            assertThat(inserted).containsOnlyOnce(true);
        }
        documents.delete(Filters.empty());
    }

    @ParameterizedTest
    @EnumSource
    void allAreListedInTheOrderOfTheirIds(Kind kind) {
        Documents documents = documents(kind);
        List.of("b", "c", "a").forEach(id -> documents.put(document(id, 0)));

        assertThat(documents.all()).extracting(found -> found.getString("_id")).containsExactly("a", "b", "c");
        List<String> visited = new ArrayList<>();
        documents.forEach(Filters.empty(), found -> visited.add(found.getString("_id")));
        assertThat(visited).containsExactlyInAnyOrder("a", "b", "c");
        documents.delete(Filters.empty());
    }

    private interface Task<T> {
        T run(int thread) throws Exception;
    }

    private static <T> List<T> together(Task<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                tasks.add(() -> task.run(thread));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Document document(String id, int n) {
        return new Document("_id", id).append("n", n);
    }

    private static int number(Documents documents, String id) {
        return documents.find(id).orElseThrow().getInteger("n");
    }
}
