package org.dcrbs.server.importer;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dcrbs.market.Party;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.Market;
import org.dcrbs.server.listing.MarketFile;
import org.dcrbs.server.listing.MarketJson;

/** Makes a market of files, as a mapping says. The same files, mapping and time make the same market. */
public final class Importer {
    private final MarketJson json;
    private final Instant now;

    /** @param now what {@code now} means where the mapping doesn't say it */
    public Importer(MarketJson json, Instant now) {
        this.json = json;
        this.now = now;
    }

    /** @param inputs the file of every input that the mapping names */
    public ImportReport importAll(Mapping mapping, Map<String, Path> inputs, Limits limits) {
        if (!inputs.keySet().equals(mapping.inputNames())) {
            throw new BadInputException("mapping " + mapping.name() + " wants the inputs "
                    + new TreeSet<>(mapping.inputNames()) + ", has " + new TreeSet<>(inputs.keySet()));
        }
        MarketFile marketFile = new MarketFile(json, mapping.now().orElse(now));
        Collected made = new Collected(limits.mostListings());
        Skipped skipped = new Skipped(limits.skipBad());
        makeAlways(new Maker(mapping.always(), json, marketFile), made);
        Map<String, Long> rows = new LinkedHashMap<>();
        mapping.inputs().forEach((name, input) -> {
            Maker maker = new Maker(input.section(), json, marketFile);
            try (Source source = Source.open(file(inputs, name), input.format().separator(), limits)) {
                Intake intake = new Intake(source.name(), maker, made, limits, skipped);
                input.format().read(source, intake);
                rows.put(name, intake.rows());
            }
        });
        checkCoordinator(made.parties());
        return new ImportReport(
                new Market(mapping.name(), made.parties(), made.listings(), List.of()),
                rows,
                made.offers(),
                made.demands(),
                skipped.count(),
                skipped.reasons());
    }

    private static void makeAlways(Maker maker, Collected made) {
        try {
            maker.make(Row.NONE, made);
        } catch (BadInputException e) {
            throw new BadInputException("mapping, always: " + e.getMessage(), e);
        }
    }

    private static Path file(Map<String, Path> inputs, String name) {
        Path file = inputs.get(name);
        if (file == null) {
            throw new BadInputException("input " + name + " is missing");
        }
        return file;
    }

    private static void checkCoordinator(List<Party> parties) {
        long coordinators = parties.stream()
                .filter(party -> party.role() == Party.Role.COORDINATOR)
                .count();
        if (coordinators != 1) {
            throw new BadInputException("the import makes " + coordinators + " coordinators; a market has exactly one");
        }
    }
}
