package org.dcrbs.market;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Work to be done with a resource once it is awarded. */
public sealed interface Job {
    Category category();

    /** The SHA-256 of what has to be uploaded to the coordinator before. */
    default Optional<String> blob() {
        return Optional.empty();
    }

    /**
     * WebAssembly work units: the module is run once for each input.
     *
     * @param moduleSha256 of the module, as uploaded to the coordinator
     * @param inputs one a unit, hexadecimal
     * @param memoryPages of 64 KiB, the most that a unit may use
     * @param cpuMillis the most CPU time that a unit may use
     * @param outputBytes the longest output of a unit
     * @param redundancy at how many providers, the giver among them, each unit is computed to be compared; the taker pays
     *     for the others too. 1 leaves it to the coordinator which units are checked
     */
    record Compute(
            String moduleSha256, List<String> inputs, int memoryPages, long cpuMillis, long outputBytes, int redundancy)
            implements Job {
        /** More would cost more than it tells. */
        public static final int MOST_REDUNDANCY = 5;

        private static final Pattern HEX = Pattern.compile("([0-9a-f]{2})*");

        public Compute {
            sha256("moduleSha256", moduleSha256);
            Check.range("inputs", inputs.size(), 1, 100_000);
            for (String input : inputs) {
                Check.that(
                        input.length() <= 200_000 && HEX.matcher(input).matches(),
                        "input of a unit: want at most 100,000 bytes as hexadecimal digits in lower case");
            }
            Check.range("memoryPages", memoryPages, 1, 65_536);
            Check.range("cpuMillis", cpuMillis, 1, 24L * 3600 * 1000);
            Check.range("outputBytes", outputBytes, 1, 500_000);
            Check.range("redundancy", redundancy, 1, MOST_REDUNDANCY);
            inputs = List.copyOf(inputs);
        }

        @Override
        public Category category() {
            return Category.COMPUTING_POWER;
        }

        @Override
        public Optional<String> blob() {
            return Optional.of(moduleSha256);
        }
    }

    /**
     * A document for a peripheral to print.
     *
     * @param documentSha256 of the document, as uploaded to the coordinator
     */
    record Print(String documentSha256) implements Job {
        public Print {
            sha256("documentSha256", documentSha256);
        }

        @Override
        public Category category() {
            return Category.PERIPHERAL;
        }

        @Override
        public Optional<String> blob() {
            return Optional.of(documentSha256);
        }
    }

    /** Requests to a web site that has consented to them, made by the giver's node over its own line. */
    sealed interface Web extends Job {
        /** More a second than this no site is asked. */
        int MOST_PER_SECOND = 50;

        /** As RFC 3986 has it, less what makes no sense here. */
        Pattern URL = Pattern.compile("(?i:https?)://(?:[A-Za-z0-9.-]++|\\[[0-9A-Fa-f:.]++])(?::(?<port>\\d{1,5}))?"
                + "(?:[/?](?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]++|%[0-9A-Fa-f]{2})*+)?");

        /** Of the site's; http or https, without user info and fragment. */
        String url();

        /** How many requests a second the giver's node must be ready to make. */
        int ratePerSecond();

        /** How long it takes if nothing stands in its way. */
        Duration duration();

        @Override
        default Category category() {
            return Category.INTERNET_ACCESS;
        }
    }

    /**
     * How a site bears a load: one page of it is asked for again and again.
     *
     * @param requests in all
     * @param concurrency the most that are under way at once
     */
    record LoadTest(String url, int requests, int ratePerSecond, int concurrency) implements Web {
        public LoadTest {
            webUrl(url);
            Check.range("requests", requests, 1, 100_000);
            Check.range("ratePerSecond", ratePerSecond, 1, MOST_PER_SECOND);
            Check.range("concurrency", concurrency, 1, 64);
        }

        @Override
        public Duration duration() {
            return Duration.ofSeconds(requests / ratePerSecond);
        }
    }

    /**
     * An index of the words of a site's pages.
     *
     * @param url of the page to start from
     * @param pages the most that are fetched
     * @param depth how many links away from the first they may be
     */
    record Spider(String url, int pages, int depth) implements Web {
        public Spider {
            webUrl(url);
            Check.range("pages", pages, 1, 10_000);
            Check.range("depth", depth, 0, 20);
        }

        /** The site says how fast; once a second is always enough. */
        @Override
        public int ratePerSecond() {
            return 1;
        }

        @Override
        public Duration duration() {
            return Duration.ofSeconds(pages / MOST_PER_SECOND);
        }
    }

    private static void webUrl(String url) {
        Check.that(url.length() <= 2000, "url has " + url.length() + " characters; 2000 at most");
        Matcher parts = Web.URL.matcher(url);
        String port = parts.matches() ? parts.group("port") : "0";
        Check.that(
                port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535),
                "url \"" + Check.shorten(url)
                        + "\": want http://HOST/... or https://HOST/..., without user info and fragment");
    }

    private static void sha256(String field, String value) {
        Check.that(
                value.matches("[0-9a-f]{64}"), field + " \"" + value + "\": want 64 hexadecimal digits in lower case");
    }
}
