package org.dcrbs.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoTemplate;

class EmbeddedMongoTest {
    @TempDir
    private Path folder;

    /** Writes one document after the other and says of each that it was acknowledged, until it is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            EmbeddedMongo embedded = new EmbeddedMongo(Path.of(arguments[0]));
            Documents documents = documents(embedded, embedded.client());
            for (int i = 0; ; i++) {
                documents.insertIfAbsent(new Document("_id", String.format("%08d", i)));
                documents.update("00000000", found -> found.append("last", found.getInteger("last", 0) + 1));
                System.out.println(i);
            }
        }
    }

    @Test
    void noAcknowledgedWriteIsLostWhenTheProcessIsKilled() throws Exception {
        int acknowledged = -1;
        for (int run = 0; run < 2; run++) {
            acknowledged = Math.max(acknowledged, writeUntilKilled(40));
        }

        try (EmbeddedMongo embedded = new EmbeddedMongo(folder);
                MongoClient client = embedded.client()) {
            List<Document> found = documents(embedded, client).all();

            assertThat(found).hasSizeGreaterThan(acknowledged);
            assertThat(found.get(0).getInteger("last")).isGreaterThan(acknowledged);
        }
    }

    private int writeUntilKilled(int writes) throws Exception {
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
        int last = -1;
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null && last < writes; line = said.readLine()) {
                last = line.matches("[0-9]+") ? Integer.parseInt(line) : last;
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(last).isEqualTo(writes);
        return last;
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
