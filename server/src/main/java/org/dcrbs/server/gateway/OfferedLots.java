package org.dcrbs.server.gateway;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.dcrbs.market.Window;
import org.dcrbs.protocol.v1.OfferedLot;
import org.dcrbs.server.search.Conditions;

/** Lots as nodes report them, into offers. */
final class OfferedLots {
    private OfferedLots() {}

    /** The offer's id is the party's, a dot and the lot's. Throws {@link IllegalArgumentException} in words. */
    static Offer offer(PartyId party, OfferedLot lot) {
        Constraint serves = new Constraint(lot.getConstraint());
        Conditions.check(serves);
        return new Offer(
                new ListingId(party + "." + lot.getLocalId()),
                party,
                spec(lot.getSpec()),
                lot.getCopies() == 0 ? 1 : Integer.toUnsignedLong(lot.getCopies()),
                // Inwards: no more is promised than the node has said.
                new Window(
                        Instant.ofEpochSecond(-Math.floorDiv(-lot.getFromEpochMs(), 1000)),
                        Instant.ofEpochSecond(Math.floorDiv(lot.getUntilEpochMs(), 1000))),
                new Attributes(lot.getAttributesMap()),
                serves,
                lot.hasAskMicroCredits() ? Optional.of(Credits.micro(lot.getAskMicroCredits())) : Optional.empty());
    }

    private static Spec spec(org.dcrbs.protocol.v1.Spec spec) {
        switch (spec.getCategoryCase()) {
            case COMPUTING_POWER -> {
                var s = spec.getComputingPower();
                return new ComputingPower(s.getMilliProcessors(), s.getMips(), s.getMflops());
            }
            case MEMORY -> {
                var s = spec.getMemory();
                return new Memory(s.getMegaBytes(), s.getReadNanos(), s.getWriteNanos());
            }
            case STORAGE -> {
                var s = spec.getStorage();
                return new Storage(
                        s.getMegaBytes(), s.getAccessMicros(), s.getReadMicrosPerMb(), s.getWriteMicrosPerMb());
            }
            case PERIPHERAL -> {
                var s = spec.getPeripheral();
                return new Peripheral(
                        choice(Peripheral.Kind.class, "kind", s.getKind()),
                        s.getResolutionDpi(),
                        s.getColourBits(),
                        s.getUnitsPerMinute());
            }
            case FILE -> {
                var s = spec.getFile();
                return new FileHeader(
                        s.getName(),
                        s.getTargetUser(),
                        s.getObjective(),
                        s.getFunction(),
                        s.getEnvironment(),
                        s.getBytes(),
                        hex(s.getSha256()));
            }
            case INTERNET_ACCESS -> {
                var s = spec.getInternetAccess();
                return new InternetAccess(
                        choice(InternetAccess.Medium.class, "medium", s.getMedium()),
                        s.getKilobitsPerSecond(),
                        s.getAvailabilityPermille(),
                        s.getTrueKilobitsPerSecond());
            }
            case CATEGORY_NOT_SET -> throw new IllegalArgumentException("the lot has no spec");
        }
        throw new IllegalArgumentException("the lot has a spec of an unknown category");
    }

    static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String field, String value) {
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " \"" + value + "\" is not known", e);
        }
    }
}
