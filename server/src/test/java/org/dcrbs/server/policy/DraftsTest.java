package org.dcrbs.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.TestStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a draft to a version in force, and back. */
class DraftsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String SCENARIOS = "scenarios about,Pricing\nscenario,category,expect split\na,STORAGE,%d\n";

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    private static TestStore opened;

    private Policies policies;
    private Drafts drafts;

    @BeforeAll
    static void open() {
        opened = new TestStore(data);
    }

    @AfterAll
    static void close() {
        opened.close();
    }

    @BeforeEach
    void begin() throws Exception {
        for (String name : List.of("policyVersions", "policyFiles", "policyDrafts")) {
            opened.store().collection(name).delete(new Document());
        }
        // Few rules, so that they compile fast.
        Files.write(folder.resolve("pricing.drl"), pricing(300));
        Files.write(folder.resolve("pricing.scenarios.csv"), scenarios(300));
        start(folder, false);
    }

    private void start(@Nullable Path from, boolean secondPerson) {
        PolicyStore store = new PolicyStore(opened.store(), new MarketJson());
        policies = new Policies(store, CLOCK, from);
        drafts = new Drafts(store, policies, new Fuse(0, 0), secondPerson);
    }

    @Test
    void theFirstVersionIsMadeOfTheFolder() {
        PolicyVersion first = policies.inForce();

        assertThat(first.name())
                .matches("v1-[0-9a-f]{8}")
                .isEqualTo(policies.current().version());
        assertThat(first.author()).isEqualTo("configuration");
        assertThat(first.files()).extracting(FileRef::name).containsExactly("pricing.drl", "pricing.scenarios.csv");
    }

    @Test
    void aDraftThatIsPublishedIsInForceAndItsHistoryOutlivesAStart() {
        PolicyVersion first = policies.inForce();
        Draft draft = draft("ann", 400, 400);

        PolicyVersion second = drafts.publish(draft.id(), draft.revision());

        assertThat(split()).isEqualTo(400);
        assertThat(second)
                .isEqualTo(new PolicyVersion(
                        2,
                        policies.current().version(),
                        Optional.of(first.name()),
                        "ann",
                        CLOCK.instant(),
                        "because",
                        Optional.empty(),
                        draft.files()));
        assertThat(drafts.all()).isEmpty();

        start(folder, false);

        assertThat(policies.versions()).containsExactly(first, second);
        assertThat(split())
                .as("the folder that the start names is not what is in force")
                .isEqualTo(400);
    }

    @Test
    void anOldVersionComesBackAsANewOne() {
        PolicyVersion first = policies.inForce();
        publish(draft("ann", 400, 400));

        PolicyVersion third = drafts.rollback("1", "bob", "it was better before");

        assertThat(split()).isEqualTo(300);
        assertThat(third.name()).startsWith("v3-").endsWith(first.name().substring(3));
        assertThat(third.files()).isEqualTo(first.files());
        assertThat(policies.versions()).hasSize(3);
        assertThatThrownBy(() -> drafts.rollback("v3", "bob", "again")).hasMessageContaining("is in force already");
        assertThat(policies.version(first.name()).pricing(Category.STORAGE).giverPermille())
                .isEqualTo(300);
    }

    @Test
    void whatDoesNotCompileOrIsNotGreenChangesNothing() {
        Draft red = draft("ann", 400, 300);
        assertThatThrownBy(() -> publish(red))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cell C3, scenario \"a\": expected split 300, got 400");
        assertThat(drafts.test(red).isGreen()).isFalse();

        Draft faulty = drafts.change(red.id(), red.revision(), "pricing.drl", bytes("rule"));
        assertThatThrownBy(() -> publish(faulty)).hasMessageContaining("pricing.drl, line");
        assertThat(drafts.faults(faulty)).isNotEmpty();

        assertThat(policies.versions()).hasSize(1);
        assertThat(split()).isEqualTo(300);
    }

    @Test
    void aDraftFromAnOldVersionMustBeRebasedAndMergesWhatDoesNotClash() {
        Draft other = drafts.begin(Optional.empty(), "bob", "more", Optional.empty());
        Draft added = drafts.change(other.id(), 1, "equity.drl", bytes("""
                package policies
                import org.dcrbs.rules.facts.*
                rule "e" when $b : BarterEquity() then $b.tolerate(10); end
                """));
        Draft clashing = draft("eve", 500, 500);
        publish(draft("ann", 400, 400));
        String inForce = policies.inForce().name();

        assertThatThrownBy(() -> publish(added))
                .hasMessageContaining("version " + inForce + " is in force now")
                .hasMessageContaining("rebase it first");
        Draft rebased = drafts.rebase(added.id(), added.revision(), Set.of());
        assertThatThrownBy(() -> drafts.rebase(clashing.id(), clashing.revision(), Set.of()))
                .hasMessageContaining("both changed pricing.drl, pricing.scenarios.csv;");

        assertThat(rebased.base()).isEqualTo(inForce);
        publish(rebased);
        assertThat(split()).isEqualTo(400);
        publish(drafts.rebase(clashing.id(), clashing.revision(), Set.of("pricing.drl", "pricing.scenarios.csv")));
        assertThat(split()).isEqualTo(500);
        assertThat(policies.inForce().files()).extracting(FileRef::name).contains("equity.drl");
    }

    @Test
    void whoHasNotSeenTheLastChangeIsRefused() {
        Draft draft = draft("ann", 400, 400);

        assertThatThrownBy(() -> drafts.change(draft.id(), 1, "pricing.drl", null))
                .hasMessageContaining("it is at revision 3, and you have seen 1");
        assertThatThrownBy(() -> drafts.publish(draft.id(), 2)).hasMessageContaining("has changed meanwhile");
    }

    @Test
    void aSecondPersonApprovesJustWhatThereIs() {
        start(folder, true);
        Draft draft = draft("ann", 400, 400);

        assertThatThrownBy(() -> publish(draft)).hasMessageContaining("approved by somebody other than ann");
        assertThatThrownBy(() -> drafts.approve(draft.id(), draft.revision(), " Ann "))
                .hasMessageContaining("somebody else must approve it");
        Draft approved = drafts.approve(draft.id(), draft.revision(), "bob");
        Draft changed = drafts.change(draft.id(), approved.revision(), "pricing.drl", pricing(400));
        assertThatThrownBy(() -> publish(changed)).hasMessageContaining("must be approved");

        publish(drafts.approve(draft.id(), changed.revision(), "bob"));
        assertThat(policies.inForce().approver()).contains("bob");
    }

    @Test
    void filesThatCanBeNoPolicyAreRefused() {
        Draft draft = draft("ann", 400, 400);
        for (String name : List.of("../a.drl", "a.exe", "a.scenarios.drl", "")) {
            assertThatThrownBy(() -> drafts.change(draft.id(), draft.revision(), name, new byte[0]))
                    .isInstanceOf(BadInputException.class);
        }
        assertThatThrownBy(() -> drafts.change(draft.id(), draft.revision(), "a.drl", new byte[300_000]))
                .hasMessageContaining("262144 at most");
        assertThatThrownBy(() -> drafts.begin(Optional.empty(), " ", "why", Optional.empty()))
                .hasMessageContaining("name of a person");
        assertThatThrownBy(() -> drafts.begin(Optional.empty(), "ann", "two\nlines", Optional.empty()))
                .hasMessageContaining("one line");
        assertThat(drafts.find(draft.id())).isEqualTo(draft);
    }

    @Test
    void whoAsksWhileVersionsAreSwappedGetsOneOrTheOther() throws Exception {
        policies.current();
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Long> asking = CompletableFuture.supplyAsync(() -> {
            long asked = 0;
            while (!stop.get() || asked == 0) {
                PolicySet now = policies.current();
                boolean first = now.version().matches("v[135]-.*");
                assertThat(now.pricing(Category.STORAGE).giverPermille()).isEqualTo(first ? 300 : 400);
                assertThat(now.appraise(List.of(), Circumstances.NONE)).isEmpty();
                asked++;
            }
            return asked;
        });
        try {
            publish(draft("ann", 400, 400));
            drafts.rollback("1", "ann", "back");
            drafts.rollback("2", "ann", "forth");
            drafts.rollback("1", "ann", "back");
        } finally {
            stop.set(true);
        }

        assertThat(asking.get()).isPositive();
        assertThat(policies.versions()).hasSize(5);
    }

    private Draft draft(String author, int split, int expected) {
        Draft draft = drafts.begin(Optional.empty(), author, "because", Optional.empty());
        drafts.change(draft.id(), 1, "pricing.drl", pricing(split));
        return drafts.change(draft.id(), 2, "pricing.scenarios.csv", scenarios(expected));
    }

    private PolicyVersion publish(Draft draft) {
        return drafts.publish(draft.id(), draft.revision());
    }

    private int split() {
        return policies.current().pricing(Category.STORAGE).giverPermille();
    }

    private static byte[] pricing(int split) {
        return bytes("package policies\nimport org.dcrbs.rules.facts.*\nrule \"p\" when $p : Pricing() then $p.split("
                + split + "); end\n");
    }

    private static byte[] scenarios(int split) {
        return bytes(SCENARIOS.formatted(split));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
