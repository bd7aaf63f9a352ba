package org.dcrbs.peer.execute.access.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcrbs.peer.execute.lease.SiteAnswer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A page as the index wants it.
 *
 * @param words in small letters, and how often each is there
 * @param links as they stand, made whole
 */
record Page(URI url, Map<String, Integer> words, List<String> links) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern CHARSET =
            Pattern.compile("charset=\"?([A-Za-z0-9._-]{1,40})", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_WORD = 64;

    /** Of a page's HTML; one that wants no robots to index it has no words, one that wants none to follow it no links. */
    static Page of(URI url, SiteAnswer answer) {
        Document page = parse(url, answer);
        String robots = page.select("meta[name=robots], meta[name=" + Robots.AGENT + "]")
                .eachAttr("content")
                .toString()
                .toLowerCase(Locale.ROOT);
        boolean none = robots.contains("none");
        return new Page(
                url,
                none || robots.contains("noindex") ? Map.of() : words(page),
                none || robots.contains("nofollow") ? List.of() : links(page));
    }

    private static Document parse(URI url, SiteAnswer answer) {
        try {
            return Jsoup.parse(answer.body().newInput(), charset(answer), url.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    /** Null lets the page itself say. */
    private static @Nullable String charset(SiteAnswer answer) {
        Matcher named = CHARSET.matcher(answer.header("content-type").orElse(""));
        return named.find() && Charset.isSupported(named.group(1)) ? named.group(1) : null;
    }

    private static Map<String, Integer> words(Document page) {
        Map<String, Integer> words = new TreeMap<>();
        Matcher each = WORD.matcher(
                Normalizer.normalize(page.text(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
        while (each.find()) {
            if (each.end() - each.start() <= LONGEST_WORD) {
                words.merge(each.group(), 1, Integer::sum);
            }
        }
        return words;
    }

    private static List<String> links(Document page) {
        return page.select("a[href]:not([rel~=(?i)\\bnofollow\\b])").stream()
                .map((Element link) -> link.absUrl("href"))
                .filter(link -> !link.isEmpty())
                .distinct()
                .toList();
    }
}
