package org.dcrbs.server.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.proof.AccessReceipt;
import org.dcrbs.server.reputation.Outcome.Kind;

/**
 * What a lease of internet access has shown. Three have seen the line: its giver, its lessee, and the coordinator by its
 * probes. None of the parties is believed alone: the lease counts as broken if two of the three say that it fell far short
 * of what was agreed, or if none of the coordinator's own probes came through.
 */
record AccessVerdict(
        InternetAccess agreed, Optional<LineFigures> giver, Optional<LineFigures> lessee, List<ProbeResult> probes) {
    /** So much less than agreed is not far short, thousandths. */
    private static final long TOLERANCE_PERMILLE = 100;
    /** Nor is so little. */
    private static final long TOLERANCE_SECONDS = 60;
    /** A probe that comes at less than one in so many of the agreed rate was slow. */
    private static final long SLOWER = 4;
    /** Of a faster line a probe is over too soon to tell. */
    private static final long FASTEST_KILOBITS = 20_000;

    private static final int LONGEST_RECEIPT = 1024;

    AccessVerdict {
        probes = List.copyOf(probes);
    }

    private enum Word {
        SILENT,
        ENOUGH,
        SHORT
    }

    /** What the receipt at the end of the lease says. */
    static Optional<LineFigures> ofGiver(Order lease, Surroundings around) throws IOException {
        try {
            return around.bytes(lease.output(), LONGEST_RECEIPT)
                    .flatMap(bytes -> AccessReceipt.figures(new String(bytes, StandardCharsets.UTF_8)))
                    .map(LineFigures::of);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Findings findings(PartyId party) {
        return Findings.of(party, isBroken() ? Kind.LEASE_BROKEN : Kind.DELIVERED, account());
    }

    private boolean isBroken() {
        long shorts = List.of(word(giver), word(lessee), word(probes)).stream()
                .filter(Word.SHORT::equals)
                .count();
        boolean noneCame = probes.size() > 1 && probes.stream().noneMatch(ProbeResult::passed);
        return shorts > 1 || noneCame;
    }

    private Word word(Optional<LineFigures> seen) {
        if (seen.isEmpty() || agreed.availabilityPermille() == 0 || seen.get().watchedSeconds() < TOLERANCE_SECONDS) {
            return Word.SILENT;
        }
        boolean far = seen.get().availabilityPermille() < agreed.availabilityPermille() - TOLERANCE_PERMILLE;
        return far && seen.get().downSeconds() >= TOLERANCE_SECONDS ? Word.SHORT : Word.ENOUGH;
    }

    private Word word(List<ProbeResult> of) {
        if (of.isEmpty()) {
            return Word.SILENT;
        }
        return 2 * of.stream().filter(this::isGood).count() > of.size() ? Word.ENOUGH : Word.SHORT;
    }

    private boolean isGood(ProbeResult probe) {
        long rate = agreed.trueKilobitsPerSecond() > 0 ? agreed.trueKilobitsPerSecond() : agreed.kilobitsPerSecond();
        return probe.passed() && probe.kilobitsPerSecond() >= Math.min(rate, FASTEST_KILOBITS) / SLOWER;
    }

    private String account() {
        return "giver: " + giver.map(LineFigures::toString).orElse("nothing") + "; lessee: "
                + lessee.map(LineFigures::toString).orElse("nothing")
                + (probes.isEmpty()
                        ? ""
                        : "; " + probes.stream().filter(this::isGood).count() + " of " + probes.size()
                                + " probes came through");
    }
}
