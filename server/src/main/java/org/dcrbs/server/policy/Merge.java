package org.dcrbs.server.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings a draft onto another version, file by file: what changed on one side only is taken from there.
 *
 * @param files the outcome; of files in conflict, the draft's
 * @param taken files that were taken from the version
 * @param conflicts files that changed on both sides, each otherwise
 */
record Merge(List<FileRef> files, List<String> taken, List<String> conflicts) {
    /** @param mine files of which the draft's holds, whatever happened on the other side */
    static Merge of(List<FileRef> base, List<FileRef> draft, List<FileRef> onto, Set<String> mine) {
        Map<String, FileRef> was = byName(base);
        Map<String, FileRef> ours = byName(draft);
        Map<String, FileRef> theirs = byName(onto);
        Set<String> names = new TreeSet<>(ours.keySet());
        names.addAll(theirs.keySet());
        names.addAll(was.keySet());
        List<FileRef> files = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        List<String> conflicts = new ArrayList<>();
        for (String name : names) {
            boolean changedThere = !Objects.equals(was.get(name), theirs.get(name));
            boolean changedHere = !Objects.equals(was.get(name), ours.get(name));
            boolean differ = !Objects.equals(ours.get(name), theirs.get(name));
            boolean take = changedThere && !changedHere;
            if (take) {
                taken.add(name);
            } else if (changedThere && differ && !mine.contains(name)) {
                conflicts.add(name);
            }
            FileRef file = (take ? theirs : ours).get(name);
            if (file != null) {
                files.add(file);
            }
        }
        return new Merge(files, taken, conflicts);
    }

    private static Map<String, FileRef> byName(List<FileRef> files) {
        Map<String, FileRef> byName = new TreeMap<>();
        files.forEach(file -> byName.put(file.name(), file));
        return byName;
    }
}
