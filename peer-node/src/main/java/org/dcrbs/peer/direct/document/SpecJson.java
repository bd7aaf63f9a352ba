package org.dcrbs.peer.direct.document;

import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.Spec;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;

/** Specs as docs/market-file.md writes them, of the two categories that peers trade directly. */
public final class SpecJson {
    private static final String COMPUTING_POWER = "COMPUTING_POWER";
    private static final String FILE = "FILE";

    private SpecJson() {}

    public static Json.Members of(Spec spec) {
        if (spec instanceof FileHeader file) {
            return Json.object()
                    .with("category", FILE)
                    .with("name", file.name())
                    .with("targetUser", file.targetUser())
                    .with("objective", file.objective())
                    .with("function", file.function())
                    .with("environment", file.environment())
                    .with("bytes", file.bytes())
                    .with("sha256", file.sha256());
        }
        if (spec instanceof ComputingPower power) {
            return Json.object()
                    .with("category", COMPUTING_POWER)
                    .with("milliProcessors", power.milliProcessors())
                    .with("mips", power.mips())
                    .with("mflops", power.mflops());
        }
        throw new IllegalArgumentException(spec.category().words() + " is not traded directly");
    }

    public static Spec read(JsonFields fields) {
        String category = fields.text("category");
        if (category.equals(FILE)) {
            fields.only("category", "name", "targetUser", "objective", "function", "environment", "bytes", "sha256");
            return new FileHeader(
                    fields.text("name", ""),
                    fields.text("targetUser", ""),
                    fields.text("objective", ""),
                    fields.text("function", ""),
                    fields.text("environment", ""),
                    fields.whole("bytes", 0, Json.Whole.MOST, 0),
                    fields.text("sha256", ""));
        }
        if (category.equals(COMPUTING_POWER)) {
            fields.only("category", "milliProcessors", "mips", "mflops");
            return new ComputingPower(
                    fields.whole("milliProcessors", 1, Json.Whole.MOST),
                    fields.whole("mips", 0, Json.Whole.MOST, 0),
                    fields.whole("mflops", 0, Json.Whole.MOST, 0));
        }
        throw fields.problem(
                "category",
                "\"" + Texts.brief(category) + "\" is not traded directly; " + FILE + " and " + COMPUTING_POWER
                        + " are");
    }
}
