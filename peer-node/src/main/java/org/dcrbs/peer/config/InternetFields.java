package org.dcrbs.peer.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Job;
import org.dcrbs.peer.share.AllowList;
import org.dcrbs.peer.share.OfferedLine;

/** {@code internet} of {@code share.json}. */
final class InternetFields {
    /** ANY is for those who look for a line, not for those who have one. */
    private static final List<InternetAccess.Medium> OFFERABLE_MEDIA = Stream.of(InternetAccess.Medium.values())
            .filter(medium -> medium != InternetAccess.Medium.ANY)
            .toList();

    private static final long MOST_RATE = 1_000_000_000_000L;
    private static final long MOST_MEGA_BYTES = 1_000_000_000_000L;
    /** Little enough to be no burden to the line, enough for a small site. */
    private static final long USUAL_WEB_REQUESTS = 2;

    private static final int MOST_PLACES = 1000;

    private InternetFields() {}

    static Optional<OfferedLine> read(Fields root) throws ConfigException {
        Optional<Fields> fields = root.object("internet");
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        fields.get()
                .only(
                        "medium",
                        "kilobitsPerSecond",
                        "availabilityPermille",
                        "trueKilobitsPerSecond",
                        "allow",
                        "megaBytesPerLease",
                        "webRequestsPerSecond");
        long rate = fields.get().whole("kilobitsPerSecond", 1, MOST_RATE);
        InternetAccess spec = new InternetAccess(
                fields.get().oneOf("medium", OFFERABLE_MEDIA),
                rate,
                fields.get().whole("availabilityPermille", 0, 1000, 0),
                fields.get().whole("trueKilobitsPerSecond", 0, rate, 0));
        OptionalLong most = fields.get().has("megaBytesPerLease")
                ? OptionalLong.of(fields.get().whole("megaBytesPerLease", 1, MOST_MEGA_BYTES))
                : OptionalLong.empty();
        long web = fields.get().whole("webRequestsPerSecond", 0, Job.Web.MOST_PER_SECOND, USUAL_WEB_REQUESTS);
        return Optional.of(new OfferedLine(spec, allow(fields.get()), most, web));
    }

    private static AllowList allow(Fields fields) throws ConfigException {
        if (!fields.has("allow")) {
            return AllowList.DEFAULT;
        }
        List<String> entries = fields.listOfTexts("allow");
        if (entries.size() > MOST_PLACES) {
            throw fields.problem("allow", "has " + entries.size() + " entries; want " + MOST_PLACES + " at most");
        }
        try {
            return AllowList.parse(entries);
        } catch (IllegalArgumentException e) {
            throw fields.problem("allow", String.valueOf(e.getMessage()));
        }
    }
}
