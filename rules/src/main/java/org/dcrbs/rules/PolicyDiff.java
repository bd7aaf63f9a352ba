package org.dcrbs.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What differs between two policy sets, rule by rule. Comments, white space and the order of rules and files make no
 * difference, as they make none to what the rules say.
 */
public record PolicyDiff(List<Change> changes) {
    public PolicyDiff {
        changes = List.copyOf(changes);
    }

    /** Compares two folders; neither is compiled. */
    public static PolicyDiff between(Path before, Path after) throws PolicyException {
        return between(PolicyFiles.in(before), PolicyFiles.in(after));
    }

    /** Compares two sets of files by their names. */
    public static PolicyDiff between(Map<String, byte[]> before, Map<String, byte[]> after) throws PolicyException {
        return between(PolicyFiles.of("before", new TreeMap<>(before)), PolicyFiles.of("after", new TreeMap<>(after)));
    }

    private static PolicyDiff between(List<PolicyFile> before, List<PolicyFile> after) throws PolicyException {
        Map<String, Wording> old = wordings(before);
        Map<String, Wording> now = wordings(after);
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        List<Change> changes = new ArrayList<>();
        for (String rule : names) {
            Wording was = old.getOrDefault(rule, Wording.NONE);
            Wording is = now.getOrDefault(rule, Wording.NONE);
            if (!was.words().equals(is.words())) {
                changes.add(change(rule, was, is));
            }
        }
        return new PolicyDiff(changes);
    }

    private static Change change(String rule, Wording was, Wording is) {
        if (was.words().isEmpty()) {
            return new Change(Kind.ADDED, is.file(), rule, "", join(is.words()));
        } else if (is.words().isEmpty()) {
            return new Change(Kind.REMOVED, was.file(), rule, join(was.words()), "");
        }
        int same = 0;
        int least = Math.min(was.words().size(), is.words().size());
        while (same < least && was.words().get(same).equals(is.words().get(same))) {
            same++;
        }
        int end = 0;
        while (end < least - same && fromEnd(was, end).equals(fromEnd(is, end))) {
            end++;
        }
        return new Change(
                Kind.CHANGED,
                is.file(),
                rule,
                join(was.words().subList(same, was.words().size() - end)),
                join(is.words().subList(same, is.words().size() - end)));
    }

    private static String fromEnd(Wording wording, int back) {
        return wording.words().get(wording.words().size() - 1 - back);
    }

    private static Map<String, Wording> wordings(List<PolicyFile> files) throws PolicyException {
        Map<String, PolicyFile> byName = files.stream().collect(Collectors.toMap(PolicyFile::name, file -> file));
        Map<String, Wording> wordings = new TreeMap<>();
        for (RuleText rule : FormGuard.check(files)) {
            PolicyFile file = byName.get(rule.file());
            if (file != null) {
                String text = file.text()
                        .lines()
                        .skip(rule.line() - 1L)
                        .limit(rule.lastLine() - rule.line() + 1L)
                        .collect(Collectors.joining("\n"));
                List<String> words = Token.of(text, 1).stream()
                        .map(Token::text)
                        .filter(word -> !word.isEmpty())
                        .toList();
                wordings.put(rule.name(), new Wording(rule.file(), words));
            }
        }
        return wordings;
    }

    private static String join(List<String> words) {
        return String.join(" ", words);
    }

    /** What has become of a rule. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * One rule that differs.
     *
     * @param before the words that are gone: of a changed rule, from the first to the last that differs
     * @param after the words that have come
     */
    public record Change(Kind kind, String file, String rule, String before, String after) {
        @Override
        public String toString() {
            String what = file + ", rule \"" + rule + "\": ";
            return switch (kind) {
                case ADDED -> what + "added: " + after;
                case REMOVED -> what + "removed: " + before;
                case CHANGED -> what + "changed: [" + before + "] became [" + after + "]";
            };
        }
    }

    private record Wording(String file, List<String> words) {
        static final Wording NONE = new Wording("", List.of());
    }
}
