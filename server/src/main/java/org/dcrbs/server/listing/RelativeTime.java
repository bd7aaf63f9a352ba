package org.dcrbs.server.listing;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times such as {@code now}, {@code now+90s}, {@code now+30m}, {@code now-2h}, {@code now+7d}. */
final class RelativeTime {
    private static final Pattern FORM = Pattern.compile("now(?:([+-])(\\d{1,10})([smhd]))?");

    private RelativeTime() {}

    static Instant parse(String text, Instant now) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new BadInputException("time \"" + text + "\": want an ISO 8601 time, now, or now+30m (s, m, h, d)");
        }
        if (m.group(1) == null) {
            return now;
        }
        long count = Long.parseLong(m.group(2));
        Duration distance = switch (m.group(3)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
        return m.group(1).equals("+") ? now.plus(distance) : now.minus(distance);
    }
}
