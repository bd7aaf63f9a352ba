package org.dcrbs.server.search;

import java.util.Map;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Demand;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Money;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Party;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;

/** What constraint expressions can ask about the other side. */
final class Seen {
    private Seen() {}

    /** What a requirement sees of an offer and its party. */
    static Map<String, Object> of(Offer offer, Party giver) {
        return Map.of(
                "offer",
                        Map.of(
                                "id", offer.id().value(),
                                "copies", offer.copies(),
                                "spec", spec(offer.spec()),
                                "attributes", offer.attributes().values()),
                "giver", party(giver));
    }

    /** What an offer sees of a requirement, its demand and its party. */
    static Map<String, Object> of(Demand demand, Requirement requirement, Party taker) {
        return Map.of(
                "requirement",
                        Map.of(
                                "name",
                                requirement.name(),
                                "spec",
                                spec(requirement.least()),
                                "seconds",
                                requirement.window().seconds()),
                "demand",
                        Map.of(
                                "id",
                                demand.id().value(),
                                "attributes",
                                demand.attributes().values()),
                "taker", party(taker));
    }

    private static Map<String, Object> party(Party party) {
        return Map.of(
                "id",
                party.id().value(),
                "name",
                party.name(),
                "role",
                party.role().name());
    }

    private static Map<String, Object> spec(Spec spec) {
        if (spec instanceof ComputingPower s) {
            return Map.of("milliProcessors", s.milliProcessors(), "mips", s.mips(), "mflops", s.mflops());
        } else if (spec instanceof Memory s) {
            return Map.of("megaBytes", s.megaBytes(), "readNanos", s.readNanos(), "writeNanos", s.writeNanos());
        } else if (spec instanceof Storage s) {
            return Map.of(
                    "megaBytes", s.megaBytes(),
                    "accessMicros", s.accessMicros(),
                    "readMicrosPerMegaByte", s.readMicrosPerMegaByte(),
                    "writeMicrosPerMegaByte", s.writeMicrosPerMegaByte());
        } else if (spec instanceof Peripheral s) {
            return Map.of(
                    "kind", s.kind().name(),
                    "resolutionDpi", s.resolutionDpi(),
                    "colourBits", s.colourBits(),
                    "unitsPerMinute", s.unitsPerMinute());
        } else if (spec instanceof FileHeader s) {
            return Map.of(
                    "name", s.name(),
                    "targetUser", s.targetUser(),
                    "objective", s.objective(),
                    "function", s.function(),
                    "environment", s.environment(),
                    "bytes", s.bytes(),
                    "sha256", s.sha256());
        } else if (spec instanceof InternetAccess s) {
            return Map.of(
                    "medium", s.medium().name(),
                    "kilobitsPerSecond", s.kilobitsPerSecond(),
                    "availabilityPermille", s.availabilityPermille(),
                    "trueKilobitsPerSecond", s.trueKilobitsPerSecond());
        }
        Money s = (Money) spec;
        return Map.of("form", s.form().name(), "currency", s.currency(), "amount", s.amount());
    }
}
