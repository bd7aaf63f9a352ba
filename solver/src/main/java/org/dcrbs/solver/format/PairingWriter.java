package org.dcrbs.solver.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;
import tools.jackson.core.JsonGenerator;

/** Writes {@code dcrbs-pairing/1}. */
public final class PairingWriter {
    private PairingWriter() {}

    public static void write(PairingProblem problem, Path file) throws IOException {
        try (JsonGenerator out = JsonOutput.open(file)) {
            header(problem, out);
            for (PartyBounds party : problem.parties()) {
                party(party, out);
            }
            for (PairingOffer offer : problem.offers()) {
                offer(offer, problem.parties(), out);
            }
            for (int bundle = 0; bundle < problem.bundleCount(); bundle++) {
                bundle(problem, bundle, out);
            }
        }
    }

    private static void header(PairingProblem problem, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("format", PairingReader.FORMAT);
        out.writeStringProperty("name", problem.name());
        out.writeNumberProperty("slots", problem.slots());
        problem.maxCycle().ifPresent(most -> out.writeNumberProperty("maxCycle", most));
        end(out);
    }

    private static void party(PartyBounds party, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("party", party.id());
        bound("netMin", party.netMin(), out);
        bound("netMax", party.netMax(), out);
        end(out);
    }

    private static void bound(String name, OptionalLong bound, JsonGenerator out) {
        bound.ifPresent(amount -> out.writeNumberProperty(name, amount));
    }

    private static void offer(PairingOffer offer, List<PartyBounds> parties, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("offer", offer.id());
        out.writeStringProperty("party", parties.get(offer.party()).id());
        out.writeNumberProperty("from", offer.from());
        out.writeNumberProperty("until", offer.until());
        out.writeArrayPropertyStart("pools");
        offer.pools().forEach(out::writeNumber);
        out.writeEndArray();
        end(out);
    }

    private static void bundle(PairingProblem problem, int bundle, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("bundle", problem.bundleId(bundle));
        out.writeStringProperty(
                "party", problem.parties().get(problem.bundleParty(bundle)).id());
        out.writeArrayPropertyStart("lines");
        for (int line = problem.firstLine(bundle); line < problem.firstLine(bundle + 1); line++) {
            line(problem, line, out);
        }
        out.writeEndArray();
        flag("sameProvider", problem.sameProvider(bundle), out);
        flag("distinctProviders", problem.distinctProviders(bundle), out);
        flag("mandatory", problem.mandatory(bundle), out);
        end(out);
    }

    private static void line(PairingProblem problem, int line, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("line", problem.lineId(line));
        out.writeNumberProperty("from", problem.lineFrom(line));
        out.writeNumberProperty("until", problem.lineUntil(line));
        out.writeArrayPropertyStart("candidates");
        for (int k = problem.firstCandidate(line); k < problem.firstCandidate(line + 1); k++) {
            candidate(problem, k, out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void candidate(PairingProblem problem, int k, JsonGenerator out) {
        out.writeStartArray();
        out.writeNumber(problem.offer(k));
        out.writeNumber(problem.value(k));
        out.writeNumber(problem.reserve(k));
        out.writeNumber(problem.worth(k));
        int pools = problem.offers().get(problem.offer(k)).pools().size();
        for (int pool = 0; pool < pools; pool++) {
            out.writeNumber(problem.use(k, pool));
        }
        out.writeEndArray();
    }

    private static void flag(String name, boolean flag, JsonGenerator out) {
        if (flag) {
            out.writeBooleanProperty(name, true);
        }
    }

    private static void end(JsonGenerator out) {
        out.writeEndObject();
        out.writeRaw('\n');
    }
}
