package org.dcrbs.rules.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;

/** Policies that differ from the shipped ones, to have something to compile. */
final class Variants {
    private static final String RULE = """

            rule "Storage: from %d GB on"
            when
                $lot : StorageLot(megaBytes >= %d, usageHours > %d)
            then
                $lot.raise(%d);
            end
            """;

    private Variants() {}

    /** The shipped policies with that many rules in all. */
    static SortedMap<String, byte[]> withRules(int count, int variant) {
        SortedMap<String, byte[]> files = PolicySet.shipped().files();
        String storage = text(files, "storage.drl");
        long shipped = files.keySet().stream()
                .mapToLong(file -> text(files, file)
                        .lines()
                        .filter(line -> line.startsWith("rule "))
                        .count())
                .sum();
        StringBuilder more = new StringBuilder(storage);
        for (int i = 1; i <= count - shipped; i++) {
            more.append(RULE.formatted(i, 1000 * i, i + variant, 1 + i % 7));
        }
        files.put("storage.drl", more.toString().getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** The shipped policies with another rate for storage. */
    static PolicySet compiled(int variant) {
        SortedMap<String, byte[]> files = PolicySet.shipped().files();
        String storage = text(files, "storage.drl").replace("\"0.03\"", "\"0.03" + (1000 + variant) + "\"");
        files.put("storage.drl", storage.getBytes(StandardCharsets.UTF_8));
        return compile(files);
    }

    static PolicySet compile(SortedMap<String, byte[]> files) {
        try {
            return PolicySet.of("bench", files);
        } catch (PolicyException e) {
            throw new IllegalStateException("made-up policies are refused:\n" + e.getMessage(), e);
        }
    }

    private static String text(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new IllegalStateException("no " + name + " among the shipped policies");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
