package org.dcrbs.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoTemplate;

class EmbeddedMongoTest {
    private static final int MOMENTS = 6;
    private static final int BATCH = 50;
    private static final int MOST_BATCHES = 60;

    @TempDir
    private Path folder;

    /** Writes one document after the other, on several threads, and says of each that it was acknowledged, until it is killed. */
    static final class Writer {
        private static final int THREADS = 3;

        private Writer() {}

        public static void main(String[] arguments) {
            EmbeddedMongo embedded = new EmbeddedMongo(Path.of(arguments[0]));
            Documents documents = documents(embedded, embedded.client());
            for (int first = 0; first < THREADS; first++) {
                int from = first;
                new Thread(() -> write(documents, from)).start();
            }
        }

        private static void write(Documents documents, int from) {
            String counter = String.format("%08d", from);
            for (int i = from; ; i += THREADS) {
                int number = i;
                documents.insertIfAbsent(new Document("_id", String.format("%08d", i)));
                documents.update(counter, found -> found.append("last", Math.max(number, found.getInteger("last", 0))));
                System.out.println(i);
            }
        }
    }

    @Test
    void noAcknowledgedWriteIsLostWhenTheProcessIsKilled() throws Exception {
        Set<Integer> acknowledged = new TreeSet<>();
        for (int run = 0; run < 2; run++) {
            acknowledged.addAll(writeUntilKilled(120));
        }

        try (EmbeddedMongo embedded = new EmbeddedMongo(folder);
                MongoClient client = embedded.client()) {
            Documents documents = documents(embedded, client);
            for (int number : acknowledged) {
                assertThat(documents.find(String.format("%08d", number))).isPresent();
                int last = documents
                        .find(String.format("%08d", number % Writer.THREADS))
                        .orElseThrow()
                        .getInteger("last");
                assertThat(last).isGreaterThanOrEqualTo(number);
            }
        }
    }

    private Set<Integer> writeUntilKilled(int writes) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<Integer> acknowledged = new TreeSet<>();
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null && acknowledged.size() < writes; line = said.readLine()) {
                if (line.matches("[0-9]+")) {
                    acknowledged.add(Integer.parseInt(line));
                }
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledged).hasSize(writes);
        return acknowledged;
    }

    /** What a process that is killed leaves behind is its file as it is at that moment; here it is copied meanwhile. */
    @Test
    void aCommandIsThereWithAllThatItDidOrNotAtAllWheneverTheProcessIsKilled() throws Exception {
        Map<Path, Integer> acknowledgedBefore = new LinkedHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(Writer.THREADS);
        try (EmbeddedMongo embedded = new EmbeddedMongo(folder.resolve("running"));
                MongoClient client = embedded.client()) {
            Documents documents = documents(embedded, client);
            AtomicInteger begun = new AtomicInteger();
            AtomicInteger acknowledged = new AtomicInteger();
            Semaphore next = new Semaphore(0);
            AtomicBoolean over = new AtomicBoolean();
            List<Future<?>> writing = new ArrayList<>();
            for (int thread = 0; thread < Writer.THREADS; thread++) {
                writing.add(threads.submit(() -> {
                    while (!over.get() && begun.get() < MOST_BATCHES) {
                        documents.insertAll(batch(begun.incrementAndGet()));
                        acknowledged.incrementAndGet();
                        next.release();
                    }
                }));
            }
            for (int moment = 0; moment < MOMENTS; moment++) {
                assertThat(next.tryAcquire(2, 1, TimeUnit.MINUTES)).isTrue();
                Path at = Files.createDirectories(folder.resolve("left-" + moment));
                acknowledgedBefore.put(at, acknowledged.get());
                Files.copy(folder.resolve("running/store.mv"), at.resolve("store.mv"));
            }
            over.set(true);
            for (Future<?> one : writing) {
                one.get(1, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }

        for (Path at : acknowledgedBefore.keySet()) {
            try (EmbeddedMongo embedded = new EmbeddedMongo(at);
                    MongoClient client = embedded.client()) {
                MongoCollection<Document> things = new MongoTemplate(client, "dcrbs").getCollection("things");
                Map<Integer, Integer> ofBatch = new TreeMap<>();
                for (Document found : things.find()) {
                    Document asIndexed = new Document("_id", found.get("_id")).append("version", found.get("version"));
                    assertThat(things.countDocuments(asIndexed))
                            .as("%s in %s", asIndexed, at)
                            .isEqualTo(1);
                    ofBatch.merge(found.getInteger("batch"), 1, Integer::sum);
                }
                assertThat(ofBatch.values()).as("sizes of batches in " + at).containsOnly(BATCH);
                assertThat(ofBatch).hasSizeGreaterThanOrEqualTo(acknowledgedBefore.get(at));
            }
        }
    }

    private static List<Document> batch(int number) {
        return IntStream.range(0, BATCH)
                .mapToObj(i -> new Document("_id", number + "-" + i)
                        .append("batch", number)
                        .append("version", 1L))
                .toList();
    }

    @Test
    void aFolderThatIsInUseIsRefusedInWords() {
        EmbeddedMongo first = new EmbeddedMongo(folder);

        assertThatThrownBy(() -> new EmbeddedMongo(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("can't open the store in " + folder + " (is another server using it?)");

        first.close();
        new EmbeddedMongo(folder).close();
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedInWords() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new EmbeddedMongo(file.resolve("store")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("can't make the data folder " + file.resolve("store"));
    }

    @Test
    void whatWasWrittenIsThereAfterClosingAndOpening() {
        try (EmbeddedMongo embedded = new EmbeddedMongo(folder);
                MongoClient client = embedded.client()) {
            documents(embedded, client).put(new Document("_id", "a").append("n", 1L << 40));
        }

        try (EmbeddedMongo embedded = new EmbeddedMongo(folder);
                MongoClient client = embedded.client()) {
            assertThat(documents(embedded, client).find("a"))
                    .get()
                    .extracting("n")
                    .isEqualTo(1L << 40);
        }
    }

    private static Documents documents(EmbeddedMongo embedded, MongoClient client) {
        return new Store(new MongoTemplate(client, "dcrbs"), embedded).collection("things");
    }
}
