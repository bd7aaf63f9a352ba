package org.dcrbs.solver.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.InvalidProblemException;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingOffer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;
import org.dcrbs.solver.format.PairingRow.Kind;
import org.jspecify.annotations.Nullable;

/** Puts a problem together from its file's lines, which must come in order: header, parties, offers, bundles. */
final class ProblemAssembly {
    private final Map<String, Integer> partyIndex = new HashMap<>();
    private PairingProblem.@Nullable Builder builder;
    private Kind last = Kind.HEADER;
    private int slots;

    void take(PairingRow row) {
        if (builder == null) {
            builder = header(row);
            return;
        }
        if (row.kind() == Kind.HEADER) {
            throw new InvalidProblemException("format", "there is a header already");
        }
        if (row.kind().compareTo(last) < 0) {
            throw new InvalidProblemException("", "parties come first, then offers, then bundles");
        }
        last = row.kind();
        switch (row.kind()) {
            case HEADER -> throw new IllegalStateException("a header past the first line");
            case PARTY -> party(row, builder);
            case OFFER -> builder.offer(offer(row));
            case BUNDLE -> builder.bundle(bundle(row));
        }
    }

    PairingProblem build() {
        if (builder == null) {
            throw new InvalidProblemException("format", "the file is empty");
        }
        return builder.build();
    }

    private PairingProblem.Builder header(PairingRow row) {
        if (row.kind() != Kind.HEADER) {
            throw new InvalidProblemException("format", "the first line is no header");
        }
        if (!row.text("format").equals(PairingReader.FORMAT)) {
            throw new InvalidProblemException("format", "is '" + row.text("format") + "', not " + PairingReader.FORMAT);
        }
        slots = row.integer("slots");
        PairingProblem.Builder started = PairingProblem.builder(row.text("name"), slots);
        return row.optionalNumber("maxCycle").isPresent() ? started.maxCycle(row.integer("maxCycle")) : started;
    }

    private void party(PairingRow row, PairingProblem.Builder problem) {
        String id = row.text("party");
        problem.party(new PartyBounds(id, row.optionalNumber("netMin"), row.optionalNumber("netMax")));
        partyIndex.put(id, partyIndex.size());
    }

    private PairingOffer offer(PairingRow row) {
        return new PairingOffer(
                row.text("offer"),
                party(row),
                row.integer("from", 0),
                row.integer("until", slots),
                row.numbers("pools"));
    }

    private Bundle bundle(PairingRow row) {
        List<Line> lines = new ArrayList<>();
        for (PairingRow.LineRow line : row.lines()) {
            try {
                lines.add(line.toLine(slots));
            } catch (InvalidProblemException e) {
                throw e.within("lines[" + lines.size() + "]");
            }
        }
        return new Bundle(
                row.text("bundle"),
                party(row),
                lines,
                row.flag("sameProvider"),
                row.flag("distinctProviders"),
                row.flag("mandatory"));
    }

    private int party(PairingRow row) {
        Integer index = partyIndex.get(row.text("party"));
        if (index == null) {
            throw new InvalidProblemException("party", "there is no party '" + row.text("party") + "'");
        }
        return index;
    }
}
