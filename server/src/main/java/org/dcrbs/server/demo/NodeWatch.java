package org.dcrbs.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.RunningServer;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.peer.Peer;
import org.dcrbs.server.peer.Peers;
import org.dcrbs.server.report.SpecWords;
import tools.jackson.databind.JsonNode;

/** Tells what each node brings, as soon as the coordinator knows it. */
final class NodeWatch {
    private static final long GIGA = 1L << 30;
    private static final int LOOKS = 10;

    private final Peers peers;
    private final Listings listings;
    private final MarketJson json;
    private final DemoFolder folder;
    private final Set<PartyId> told = new HashSet<>();
    private final Map<PartyId, Sighting> sightings = new HashMap<>();

    /** How many offers a party had, for how many looks in a row. */
    private record Sighting(int offers, int looks) {}

    NodeWatch(RunningServer server, DemoFolder folder) {
        this.peers = server.bean(Peers.class);
        this.listings = server.bean(Listings.class);
        this.json = server.bean(MarketJson.class);
        this.folder = folder;
    }

    /** What a node brings, in lines; empty if that isn't known yet or was told before. */
    Optional<List<String>> news(PartyId party) throws IOException {
        Optional<Peer> peer = peers.find(party).filter(found -> found.lastSeen().isPresent());
        List<String> offers = offers(party);
        if (peer.isEmpty() || !areComplete(party, offers.size()) || !told.add(party)) {
            return Optional.empty();
        }
        return Optional.of(List.of(
                party + " has enrolled: " + machine(peer.get()),
                kept(party),
                "  offers " + offers.size() + (offers.size() == 1 ? " lot: " : " lots: ") + String.join("; ", offers)));
    }

    /** A node's offers are stored one by one, so they count as complete once no more have come for a while. */
    private boolean areComplete(PartyId party, int offers) {
        Sighting before = sightings.getOrDefault(party, new Sighting(0, 0));
        Sighting now = new Sighting(offers, before.offers() == offers ? before.looks() + 1 : 0);
        sightings.put(party, now);
        return offers > 0 && now.looks() >= LOOKS;
    }

    boolean toldAll(List<PartyId> parties) {
        return told.containsAll(parties);
    }

    private List<String> offers(PartyId party) {
        return listings.open().stream()
                .filter(listing -> listing.party().equals(party))
                .filter(Offer.class::isInstance)
                .map(listing -> SpecWords.of(((Offer) listing).spec()))
                .toList();
    }

    private static String machine(Peer peer) {
        Map<String, Object> hardware = peer.hardware();
        Map<String, Object> benchmarks = peer.benchmarks();
        return String.format(
                Locale.ROOT,
                "%d processors, %d GB of memory; %,d Dhrystone MIPS and %,d LINPACK MFLOPS each",
                number(hardware, "logicalCores"),
                number(hardware, "memoryBytes") / GIGA,
                number(benchmarks, "dhrystoneMips"),
                number(benchmarks, "linpackMflops"));
    }

    private static long number(Map<String, Object> report, String field) {
        return Objects.requireNonNullElse(report.get(field), 0) instanceof Number number ? number.longValue() : 0;
    }

    /** What the owner keeps, by the share file. */
    private String kept(PartyId party) throws IOException {
        Path file = folder.share(party.value());
        JsonNode reserved = json.parse(Files.readString(file)).path("private");
        String parts = reserved.propertyStream()
                .map(part -> part.getValue().asInt() + "% of its " + part.getKey())
                .collect(Collectors.joining(", "));
        return "  keeps private " + (parts.isEmpty() ? "half of everything" : parts);
    }
}
