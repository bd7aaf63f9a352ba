package org.dcrbs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.dcrbs.market.Demand;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.RunningServer;
import org.dcrbs.server.TestServer;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.Market;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.MarketLoader;
import org.dcrbs.server.policy.Draft;
import org.dcrbs.server.policy.Drafts;
import org.dcrbs.server.round.RoundOptions;
import org.dcrbs.server.round.Rounds;
import org.dcrbs.server.round.StageWatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** A coordinator whose market was cleared once, and what drafts would have made of it. */
class PolicyReplayCommandTest {
    private static final Instant FROM = Instant.parse("2030-01-01T00:00:00Z");
    private static final Market MARKET = MadeUpMarket.of(120, 3, FROM);

    @TempDir
    private static Path data;

    private static TestServer server;
    private static RunningServer running;
    private static String round;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void clearOnce() throws Exception {
        server = new TestServer(data);
        running = server.running();
        Path file = data.resolve("market.jsonl");
        new MarketFile(new MarketJson(), FROM).write(file, MARKET);
        running.bean(MarketLoader.class).load(file);
        RoundId id = running.bean(Rounds.class)
                .start(new RoundOptions(20, OptionalLong.of(3_000), 8, 1))
                .id();
        running.bean(StageWatch.class).await(id, RoundStage.EXECUTE, Duration.ofSeconds(60));
        round = id.value();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private int replay(String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("policy", "replay", "--server", running.url(), "--token", server.token()));
        all.addAll(List.of(arguments));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    /** The shipped policies, one of them changed. */
    private Path draft(String file, String part, String by) throws IOException {
        Path draft = folder.resolve("draft");
        PolicySet.copyShipped(draft);
        String text = Files.readString(draft.resolve(file));
        assertThat(text).contains(part);
        Files.writeString(draft.resolve(file), text.replace(part, by));
        return draft;
    }

    @Test
    void aDraftIsReplayedAndNothingThatIsStoredChanges() throws Exception {
        Path draft = draft("storage.drl", "\"0.03\"", "\"0.09\"");
        SortedMap<String, List<String>> before = everythingStored();

        int code = replay(
                "--round",
                round,
                "--draft",
                draft.toString(),
                "--out",
                folder.resolve("out").toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(everythingStored()).isEqualTo(before);
        assertThat(out.toString())
                .contains("Round " + round + " under draft-")
                .contains("The same replay comes out the same.")
                .contains("III storage")
                .contains("Who gains and who loses");
        assertThat(err.toString()).contains("under draft-").contains("compiling the draft");
        JsonNode result = json("replay.json");
        assertThat(result.at("/real/surplus")).isEqualTo(result.at("/before/surplus"));
        assertThat(result.at("/categories/2/category").asString()).isEqualTo("STORAGE");
        assertThat(result.at("/categories/2/changed").asInt())
                .isEqualTo(result.at("/categories/2/lots").asInt());
        assertThat(result.at("/categories/0/changed").asInt()).isZero();
        assertThat(folder.resolve("out/replay.html")).content().contains("<svg").contains("draft-");
        assertThat(folder.resolve("out/lots.csv"))
                .content()
                .contains(",STORAGE,")
                .doesNotContain(",MEMORY,");
        assertThat(folder.resolve("out/parties.csv"))
                .content()
                .hasLineCount(MARKET.parties().size() + 1);
    }

    @Test
    void theSamePoliciesMakeNoDifference() throws Exception {
        Path draft = folder.resolve("same");
        PolicySet.copyShipped(draft);

        assertThat(replay(
                        "--round",
                        round,
                        "--draft",
                        draft.toString(),
                        "--out",
                        folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();

        JsonNode result = json("replay.json");
        assertThat(result.path("lots").size()).isZero();
        assertThat(result.path("pairings").size()).isZero();
        assertThat(result.at("/after/surplus")).isEqualTo(result.at("/before/surplus"));
        assertThat(result.path("surplusAtOldWorths")).isEqualTo(result.at("/before/surplus"));
        assertThat(result.at("/chance/pairings").isNumber()).isTrue();
        assertThat(out.toString()).contains("By chance alone").contains("0 lost, 0 won, 0 from another, 0 other worth");
    }

    @Test
    void aPastRoundIsReplayedOnTheMarketOfThenAndTheLiveOneOnTheMarketOfNow() throws Exception {
        running.bean(Listings.class).withdraw(MARKET.listings().get(0).id());
        String out = folder.resolve("out").toString();

        assertThat(replay("--round", round, "--out", out)).as(err.toString()).isZero();
        assertThat(lots(json("replay.json"))).isEqualTo(lots(MARKET));

        assertThat(replay("--live", "--steps", "1000", "--seconds", "20", "--out", out))
                .as(err.toString())
                .isZero();
        JsonNode live = json("replay.json");
        assertThat(live.path("real").isNull()).isTrue();
        assertThat(live.path("subject").asString()).isEqualTo("live");
        assertThat(lots(live)).isLessThan(lots(MARKET));
    }

    @Test
    void aDraftOrAVersionThatTheCoordinatorKeepsIsReplayedByItsName() throws Exception {
        SortedMap<String, byte[]> dear = PolicySet.shipped().files();
        dear.put(
                "storage.drl",
                Files.readAllBytes(draft("storage.drl", "\"0.03\"", "\"0.09\"").resolve("storage.drl")));
        Draft kept = running.bean(Drafts.class).begin(Optional.empty(), "ann", "dear", Optional.of(dear));

        assertThat(replay("--round", round, "--draft", kept.id()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("Round " + round + " under " + kept.id() + "-")
                .contains("III storage");
        out.getBuffer().setLength(0);
        assertThat(replay("--round", round, "--draft", "v1")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("Round " + round + " under v1-");

        assertThat(replay("--round", round, "--draft", "d-9999")).isEqualTo(1);
        assertThat(err.toString()).contains("no draft d-9999");
        assertThat(replay("--round", round, "--draft", "v77")).isEqualTo(1);
        assertThat(err.toString()).contains("no version v77 of the policies");
    }

    @Test
    void aBadDraftIsToldLineByLineAndIsBadInput() throws Exception {
        Path draft = draft("memory.drl", "readNanos", "readNano");

        assertThat(replay("--round", round, "--draft", draft.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("the draft is refused:")
                .contains("memory.drl, line 18, rule \"Memory: fast to read\": \"readNano\" is no field of MemoryLot");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aDraftOfNothingOrOfTheWrongFilesIsBadInput() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(replay("--round", round, "--draft", empty.toString())).isEqualTo(2);

        Files.writeString(empty.resolve("policy.doc"), "");
        assertThat(replay("--round", round, "--draft", empty.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no policy file in").contains("policy.doc: is no policy file");
    }

    @Test
    void aRoundMustBeThereAndBeNamedOnce() {
        assertThat(replay("--round", "r-9999")).isEqualTo(1);
        assertThat(err.toString()).contains("no round r-9999");
        assertThat(replay()).isEqualTo(2);
        assertThat(replay("--round", round, "--live")).isEqualTo(2);
    }

    private JsonNode json(String file) throws IOException {
        return new MarketJson().parse(Files.readString(folder.resolve("out").resolve(file)));
    }

    private static int lots(JsonNode result) {
        int lots = 0;
        for (JsonNode category : result.path("categories")) {
            lots += category.path("lots").asInt();
        }
        return lots;
    }

    private static int lots(Market market) {
        return market.listings().stream()
                .mapToInt(listing ->
                        listing instanceof Demand demand ? demand.requirements().size() : 1)
                .sum();
    }

    /** Every document of every collection, as text. */
    private static SortedMap<String, List<String>> everythingStored() {
        MongoTemplate mongo = running.bean(MongoTemplate.class);
        SortedMap<String, List<String>> stored = new TreeMap<>();
        for (String name : mongo.getCollectionNames()) {
            List<Document> documents = mongo.getCollection(name).find().into(new ArrayList<>());
            stored.put(
                    name,
                    documents.stream()
                            .map(Document::toJson)
                            .sorted(Comparator.naturalOrder())
                            .toList());
        }
        assertThat(stored).containsKeys("rounds", "outcomes", "snapshots", "snapshotChunks", "contracts", "listings");
        return stored;
    }
}
