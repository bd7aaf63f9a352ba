package org.dcrbs.server.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dcrbs.market.Contract;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;
import org.dcrbs.server.RunningServer;
import org.dcrbs.server.TestServer;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.MarketLoader;
import org.dcrbs.server.listing.Parties;
import org.dcrbs.server.round.Round;
import org.dcrbs.server.round.RoundOptions;
import org.dcrbs.server.round.Rounds;
import org.dcrbs.server.round.StageWatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every example clears whole, on slow machines as on fast ones, and no barter is off by more than its tolerance. */
class SampleRoundsTest {
    private static final List<String> PARTIES = List.of("coordinator", "lab", "studio", "school");

    @ParameterizedTest
    @CsvSource({
        "a-internet-for-computing, 3000, 300",
        "a-internet-for-computing, 80000, 30000",
        "b-money-for-files-and-printing, 20000, 3000",
        "c-internet-and-money-for-files-and-printing, 20000, 3000",
        "d-brokered-files-for-computing, 3000, 300",
        "d-brokered-files-for-computing, 80000, 30000",
        "f-all-categories, 20000, 3000",
        "e-many-at-once, 3000, 300",
        "e-many-at-once, 80000, 30000",
    })
    void theWholeExampleIsServed(String market, long mips, long mflops, @TempDir Path data) throws Exception {
        try (TestServer server = new TestServer(data)) {
            RunningServer running = server.running();
            Listings listings = running.bean(Listings.class);
            for (String party : PARTIES) {
                enrol(running.bean(Parties.class), new PartyId(party));
                listings.replaceReported(new PartyId(party), ReportedOffers.of(party, mips, mflops, Instant.now()));
            }
            running.bean(MarketLoader.class).load(Samples.folder().resolve("markets/" + market + ".jsonl"));

            Round round = decided(running);

            assertThat(running.bean(Rounds.class).leftOut(round)).isEmpty();
            List<Contract> contracts = running.bean(Contracts.class).ofRound(round.id());
            assertThat(contracts).isNotEmpty();
            for (Party party : running.bean(Parties.class).all()) {
                party.barterTolerance()
                        .ifPresent(tolerance -> assertThat(
                                        net(contracts, party.id()).micro())
                                .as("net of " + party.id())
                                .isBetween(-tolerance.micro(), tolerance.micro()));
            }
        }
    }

    private static void enrol(Parties parties, PartyId id) {
        if (parties.find(id).isEmpty()) {
            parties.put(new Party(id, Party.Role.PEER, id.value(), Credits.ZERO, Optional.empty()));
        }
    }

    private static Round decided(RunningServer running) throws InterruptedException {
        Rounds rounds = running.bean(Rounds.class);
        RoundId id = rounds.start(new RoundOptions(5, OptionalLong.of(20_000), 16, 1))
                .id();
        running.bean(StageWatch.class).await(id, RoundStage.EXECUTE, Duration.ofSeconds(60));
        return rounds.find(id).orElseThrow();
    }

    /** Worth got less worth given. */
    private static Credits net(List<Contract> contracts, PartyId party) {
        Credits net = Credits.ZERO;
        List<Pairing> pairings = new ArrayList<>();
        contracts.forEach(contract -> contract.terms().legs().forEach(leg -> pairings.add(leg.pairing())));
        for (Pairing pairing : pairings) {
            net = pairing.taker().equals(party) ? net.plus(pairing.worth()) : net;
            net = pairing.giver().equals(party) ? net.minus(pairing.worth()) : net;
        }
        return net;
    }
}
