package org.dcrbs.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Job;
import org.dcrbs.market.Listing;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Window;
import org.dcrbs.server.listing.Market;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;

/** What the simulated peers trade: each job is one peer's demand, and another offers just the power for it. */
final class Jobs {
    /** The header of a module, which is all that is looked at before a node runs it. */
    static final byte[] MODULE = {0, 'a', 's', 'm', 1, 0, 0, 0};

    private static final int HOUR = 3600;
    /** Each unit is computed by its provider and by one other, whatever the provider's record is. */
    private static final int REDUNDANCY = 2;

    private Jobs() {}

    static Market parties(int count) {
        List<Party> parties = IntStream.range(0, count)
                .mapToObj(number ->
                        new Party(party(number), Party.Role.PEER, "", Credits.of(1_000_000), Optional.empty()))
                .toList();
        return new Market("peers", parties, List.of(), List.of());
    }

    static PartyId party(int number) {
        return new PartyId("p-" + number);
    }

    /**
     * So many offers and demands.
     *
     * @param batch from 1; each has peers and ids of its own
     * @param from from when on
     */
    static Market of(int batch, int jobs, int units, String moduleSha256, Instant from) {
        Window window = new Window(from, from.plusSeconds(2 * HOUR));
        List<Listing> listings = new ArrayList<>();
        for (int number = 0; number < jobs; number++) {
            int giver = 2 * ((batch - 1) * jobs + number);
            listings.add(new Offer(
                    new ListingId("o-" + batch + "-" + number),
                    party(giver),
                    new ComputingPower(1000, 10_000, 1000),
                    1,
                    window,
                    Attributes.NONE,
                    Constraint.NONE,
                    Optional.of(Credits.of(1))));
            int first = number * units;
            List<String> inputs = IntStream.range(first, first + units)
                    .mapToObj(unit -> HexFormat.of().toHexDigits(((long) batch << 32) + unit))
                    .toList();
            Job job = new Job.Compute(moduleSha256, inputs, 1, 1000, 64, REDUNDANCY);
            listings.add(new Demand(
                    new ListingId("d-" + batch + "-" + number),
                    party(giver + 1),
                    List.of(new Requirement(
                            "power",
                            new ComputingPower(1000, 1000, 0),
                            window,
                            Constraint.NONE,
                            Optional.of(Credits.of(10)),
                            Optional.of(job))),
                    false,
                    false,
                    new Consideration.InMoney(),
                    Attributes.NONE));
        }
        return new Market("jobs-" + batch, List.of(), listings, List.of());
    }

    static Path file(Path folder, Market market, Instant now) throws IOException {
        Path file = folder.resolve(market.name() + ".jsonl");
        new MarketFile(new MarketJson(), now).write(file, market);
        return file;
    }
}
