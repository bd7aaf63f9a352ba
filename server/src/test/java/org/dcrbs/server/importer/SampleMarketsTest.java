package org.dcrbs.server.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.parser.CelParserFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Demand;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Job;
import org.dcrbs.market.Party;
import org.dcrbs.market.Requirement;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.ShareFile;
import org.dcrbs.peer.share.Share;
import org.dcrbs.server.listing.Market;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleMarketsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> PARTIES = List.of("coordinator", "lab", "studio", "school");

    static List<Path> markets() throws IOException {
        try (Stream<Path> files = Files.list(Samples.folder().resolve("markets"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private static Market read(Path file) {
        return new MarketFile(new MarketJson(), NOW).read(file);
    }

    private static Share share(String party) throws ConfigException {
        return ShareFile.read(Samples.folder().resolve("peers/" + party + ".json"));
    }

    private static List<Demand> demands(Market market) {
        return market.listings().stream()
                .filter(Demand.class::isInstance)
                .map(Demand.class::cast)
                .toList();
    }

    private static List<Requirement> requirements(Market market) {
        return demands(market).stream()
                .flatMap(demand -> demand.requirements().stream())
                .toList();
    }

    private static void assertParses(Constraint constraint) {
        assertThat(constraint.isNone()
                        || !CelParserFactory.standardCelParserBuilder()
                                .build()
                                .parse(constraint.expression())
                                .hasError())
                .as(constraint.expression())
                .isTrue();
    }

    /** What the party's node will report, from its share file and the machine it runs on. */
    private static Set<String> offersOf(String party) throws ConfigException {
        Share share = share(party);
        Set<String> offers = new HashSet<>();
        if (share.reserved().processors() < 100) {
            offers.addAll(List.of(party + ".cpu", party + ".memory", party + ".disk"));
        }
        share.internet().ifPresent(line -> offers.add(party + ".internet"));
        share.files().forEach(file -> offers.add(party + ".file-" + file.id()));
        share.devices().forEach(device -> offers.add(party + ".device-" + device.id()));
        return offers;
    }

    @Test
    void thereAreTheFiveExamplesAndOneOfAllCategories() throws IOException {
        assertThat(markets())
                .extracting(file -> file.getFileName().toString().substring(0, 2))
                .containsExactly("a-", "b-", "c-", "d-", "e-", "f-");
    }

    @ParameterizedTest
    @MethodSource("markets")
    void itsPartiesAreKnownAndOneIsTheCoordinator(Path file) {
        Market market = read(file);

        List<String> ids =
                market.parties().stream().map(party -> party.id().value()).toList();
        assertThat(PARTIES).containsAll(ids);
        assertThat(market.parties())
                .filteredOn(party -> party.role() == Party.Role.COORDINATOR)
                .hasSize(1);
        assertThat(market.listings())
                .isNotEmpty()
                .allSatisfy(listing -> assertThat(ids).contains(listing.party().value()));
    }

    @ParameterizedTest
    @MethodSource("markets")
    void itsBlobsAreTheFilesBesideItAndItsJobsUseThem(Path file) throws Exception {
        Market market = read(file);

        for (Market.BlobPath blob : market.blobs()) {
            byte[] bytes = Files.readAllBytes(file.resolveSibling(blob.path()));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            assertThat(blob.sha256()).as(blob.path()).isEqualTo(HexFormat.of().formatHex(digest));
        }
        Set<String> used = requirements(market).stream()
                .flatMap(requirement -> requirement.job().stream())
                .map(job -> job instanceof Job.Compute compute
                        ? compute.moduleSha256()
                        : ((Job.Print) job).documentSha256())
                .collect(Collectors.toSet());
        assertThat(market.blobs()).extracting(Market.BlobPath::sha256).containsExactlyInAnyOrderElementsOf(used);
    }

    @ParameterizedTest
    @MethodSource("markets")
    void whatIsGivenInReturnIsWhatTheNodesReport(Path file) throws ConfigException {
        for (Demand demand : demands(read(file))) {
            if (demand.inReturn() instanceof Consideration.InKind inKind) {
                assertThat(offersOf(demand.party().value()))
                        .containsAll(
                                inKind.offers().stream().map(id -> id.value()).toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("markets")
    void aFileThatIsWantedIsOneThatIsOffered(Path file) throws ConfigException {
        Set<String> functions = new HashSet<>();
        for (String party : PARTIES) {
            share(party)
                    .files()
                    .forEach(offered -> functions.add(offered.header().function()));
        }
        assertThat(requirements(read(file)))
                .filteredOn(requirement -> requirement.least() instanceof FileHeader)
                .allSatisfy(
                        requirement -> assertThat(functions).contains(((FileHeader) requirement.least()).function()));
    }

    @ParameterizedTest
    @MethodSource("markets")
    void everyRequirementHasABidAndAConstraintThatParses(Path file) {
        assertThat(requirements(read(file))).allSatisfy(requirement -> {
            assertThat(requirement.bid()).isPresent();
            assertParses(requirement.wants());
        });
    }

    @Test
    void listingsOfDifferentMarketsCanStandBesideEachOther() throws IOException {
        List<String> ids = markets().stream()
                .flatMap(file -> read(file).listings().stream())
                .map(listing -> listing.id().value())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void theSharesServeWhomTheySay() throws ConfigException {
        for (String party : PARTIES) {
            assertParses(share(party).serves());
        }
    }
}
