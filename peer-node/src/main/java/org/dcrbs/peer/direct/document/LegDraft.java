package org.dcrbs.peer.direct.document;

import java.util.Optional;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Window;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;
import org.dcrbs.protocol.proof.OpenKey;

/**
 * One delivery, its worth still open.
 *
 * @param offer what the giver's offers call it
 * @param spec of a file, the whole header; of computing power, what is taken of it
 * @param window when it is to be had
 * @param work what is to be computed; there for computing power alone
 */
public record LegDraft(String offer, OpenKey giver, OpenKey taker, Spec spec, Window window, Optional<WorkUnit> work) {
    public LegDraft {
        checkOfferId(offer);
        if (giver.equals(taker)) {
            throw new IllegalArgumentException("leg of " + offer + ": giver and taker are the same");
        }
        if (spec instanceof ComputingPower power) {
            WorkUnit unit = work.orElseThrow(
                    () -> new IllegalArgumentException("leg of " + offer + ": computing power without a work unit"));
            long most = Math.multiplyExact(power.milliProcessors(), window.seconds());
            if (unit.cpuMillis() > most) {
                throw new IllegalArgumentException("leg of " + offer + ": the work unit may use " + unit.cpuMillis()
                        + " ms of processor time, the leg has " + most);
            }
        } else if (work.isPresent()) {
            throw new IllegalArgumentException("leg of " + offer + ": a work unit on a file");
        }
        spec.unfitToOffer().ifPresent(reason -> {
            throw new IllegalArgumentException("leg of " + offer + ": " + reason);
        });
    }

    public static String checkOfferId(String id) {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException("offer \"" + Texts.brief(id)
                    + "\": want 1 to 40 small letters, digits or dashes, a letter or digit first");
        }
        return id;
    }

    static LegDraft read(JsonFields fields) {
        return new LegDraft(
                fields.text("offer"),
                new OpenKey(fields.text("giver")),
                new OpenKey(fields.text("taker")),
                SpecJson.read(fields.object("spec")),
                Texts.window(fields.object("window")),
                fields.maybe("work").map(WorkUnit::read));
    }

    Json.Members json() {
        Json.Members plain = Json.object()
                .with("offer", offer)
                .with("giver", giver.hex())
                .with("taker", taker.hex())
                .with("spec", SpecJson.of(spec))
                .with("window", Texts.window(window));
        return work.map(unit -> plain.with("work", unit.json())).orElse(plain);
    }

    /** The SHA-256 and length of what the taker of a file, or the giver of computing power, has to receive. */
    public Blob sent() {
        if (spec instanceof FileHeader file) {
            return new Blob(file.sha256(), file.bytes());
        }
        WorkUnit unit = work.orElseThrow();
        return new Blob(unit.moduleSha256(), unit.moduleBytes());
    }

    /** In a few words. */
    public String words() {
        if (spec instanceof FileHeader file) {
            return "the file " + Texts.brief(file.name());
        }
        long seconds = window.seconds();
        return spec.units() + " milli-processors for " + seconds + " s";
    }

    /** Bytes that travel, by their hash. */
    public record Blob(String sha256, long bytes) {}
}
