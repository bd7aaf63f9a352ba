package org.dcrbs.peer.execute.access.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a site's owner allows whom: lines of {@code name: value}, empty ones and those that begin with # apart. Anything else in
 * it makes all of it void, for it might be a limit.
 *
 * @param members the parties that may have the site worked on
 * @param kinds LOAD_TEST, SPIDER
 * @param until the last day of it, in UTC
 * @param perSecond requests at most
 * @param requests at most for one order
 */
record Consent(Set<String> members, Set<String> kinds, LocalDate until, double perSecond, long requests) {
    static final String PATH = "/.well-known/dcrbs-consent.txt";

    private static final Set<String> KINDS = Set.of("LOAD_TEST", "SPIDER");
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern RATE = Pattern.compile("\\d{1,4}(\\.\\d{1,3})?");
    private static final Pattern REQUESTS = Pattern.compile("\\d{1,9}");
    private static final double USUAL_RATE = 1;
    private static final long USUAL_REQUESTS = 1000;

    /** @throws NotAllowedException naming the line that makes no sense, or what is missing */
    static Consent parse(String text) throws NotAllowedException {
        Set<String> members = new HashSet<>();
        Map<String, String> once = new HashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            boolean known = switch (name) {
                case "member" -> MEMBER.matcher(value).matches() && members.add(value);
                case "allow" -> KINDS.containsAll(words(value)) && once.put(name, value) == null;
                case "until" -> date(value).isPresent() && once.put(name, value) == null;
                case "max-rate" -> RATE.matcher(value).matches() && once.put(name, value) == null;
                case "max-requests" -> REQUESTS.matcher(value).matches() && once.put(name, value) == null;
                default -> false;
            };
            if (!known) {
                throw new NotAllowedException("its line '" + shorten(line) + "' is not understood");
            }
        }
        if (members.isEmpty() || !once.containsKey("allow") || !once.containsKey("until")) {
            throw new NotAllowedException("it has not all of member, allow and until");
        }
        return new Consent(
                members,
                Set.copyOf(words(once.get("allow"))),
                date(once.get("until")).orElseThrow(),
                once.containsKey("max-rate") ? Double.parseDouble(once.get("max-rate")) : USUAL_RATE,
                once.containsKey("max-requests") ? Long.parseLong(once.get("max-requests")) : USUAL_REQUESTS);
    }

    private static List<String> words(String value) {
        return List.of(value.split("\\s+", -1));
    }

    private static Optional<LocalDate> date(String value) {
        try {
            return Optional.of(LocalDate.parse(value));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String shorten(String line) {
        String plain = line.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 57) + "...";
    }

    /** @throws NotAllowedException if it is for others, for something else, or over */
    void check(String member, String kind, Instant now) throws NotAllowedException {
        if (!members.contains(member)) {
            throw new NotAllowedException("it does not name " + member);
        }
        if (!kinds.contains(kind)) {
            throw new NotAllowedException("it does not allow " + kind);
        }
        if (now.atZone(ZoneOffset.UTC).toLocalDate().isAfter(until)) {
            throw new NotAllowedException("it ended with " + until);
        }
        if (perSecond == 0 || requests == 0) {
            throw new NotAllowedException("it allows no requests");
        }
    }
}
