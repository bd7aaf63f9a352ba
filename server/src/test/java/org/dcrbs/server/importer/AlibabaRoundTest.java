package org.dcrbs.server.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;
import org.dcrbs.server.RunningServer;
import org.dcrbs.server.TestServer;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.listing.Intake;
import org.dcrbs.server.listing.Market;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.round.Round;
import org.dcrbs.server.round.RoundOptions;
import org.dcrbs.server.round.Rounds;
import org.dcrbs.server.round.StageWatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** From Alibaba's lists to contracts. Takes minutes, so it must be asked for: {@code -Ddcrbs.long=true}. */
@EnabledIfSystemProperty(named = "dcrbs.long", matches = "true")
class AlibabaRoundTest {
    private final MarketJson json = new MarketJson();

    private Market market(Path jobs) {
        Mapping mapping = Mapping.read(Samples.folder().resolve("mappings/alibaba-gpu-2023.json"), json);
        Path machines = SharedData.file("alibaba-gpu-2023/openb_node_list_all_node.csv.gz");
        return new Importer(json, Instant.now())
                .importAll(mapping, Map.of("machines", machines, "jobs", jobs), Limits.DEFAULT)
                .market();
    }

    @Test
    void noMachineIsOverbookedAndEveryJobGetsAModelThatItNames(@TempDir Path data) throws Exception {
        Path jobs = SharedData.file("alibaba-gpu-2023/openb_pod_list_gpuspec33.csv.gz");
        Market market = market(jobs);
        try (TestServer server = new TestServer(data)) {
            server.running().bean(Intake.class).take(market);
            Round round = decided(server.running());
            List<Pairing> pairings = server.running().bean(Contracts.class).ofRound(round.id()).stream()
                    .flatMap(contract -> contract.terms().legs().stream())
                    .map(leg -> leg.pairing())
                    .toList();

            assertThat(pairings)
                    .hasSize(round.result().orElseThrow().pairings())
                    .hasSizeGreaterThan(1000);
            assertNothingIsOverbooked(market, pairings);
            assertModelsAreThoseNamed(market, pairings, jobs);
        }
    }

    private static Round decided(RunningServer running) throws InterruptedException {
        Rounds rounds = running.bean(Rounds.class);
        RoundId id =
                rounds.start(new RoundOptions(60, OptionalLong.empty(), 16, 1)).id();
        running.bean(StageWatch.class).await(id, RoundStage.EXECUTE, Duration.ofMinutes(20));
        return rounds.find(id).orElseThrow();
    }

    /** All jobs want the same hour, so that what they take of an offer simply adds up. */
    private static void assertNothingIsOverbooked(Market market, List<Pairing> pairings) {
        Map<ListingId, Long> taken = new HashMap<>();
        pairings.forEach(pairing -> taken.merge(pairing.offer(), pairing.least().units(), Long::sum));
        offers(market)
                .forEach((id, offer) -> assertThat(taken.getOrDefault(id, 0L))
                        .as("taken of " + id)
                        .isLessThanOrEqualTo(offer.capacity()));
    }

    private static void assertModelsAreThoseNamed(Market market, List<Pairing> pairings, Path jobs) throws Exception {
        Map<String, List<String>> named = new HashMap<>();
        for (String line : SharedData.lines(jobs)) {
            String[] cells = line.split(",", -1);
            named.put(cells[0], cells[5].isEmpty() ? List.of() : Arrays.asList(cells[5].split("\\|", -1)));
        }
        Map<ListingId, Offer> offers = offers(market);
        for (Pairing pairing : pairings) {
            Offer offer = offers.get(pairing.offer());
            if (pairing.requirement().startsWith("gpu")) {
                List<String> models = named.get(pairing.demand().value());
                String model = offer.attributes().values().get("model");
                assertThat(models.isEmpty() ? List.of(model) : models)
                        .as(pairing.demand().value())
                        .contains(model);
            }
        }
    }

    private static Map<ListingId, Offer> offers(Market market) {
        Map<ListingId, Offer> offers = new HashMap<>();
        market.listings().forEach(listing -> {
            if (listing instanceof Offer offer) {
                offers.put(offer.id(), offer);
            }
        });
        return offers;
    }
}
