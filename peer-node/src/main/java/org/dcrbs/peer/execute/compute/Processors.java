package org.dcrbs.peer.execute.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The processors of this computer that the node may use, by their numbers: a native program is kept to one of them. */
final class Processors {
    private final Map<Integer, Integer> users = new TreeMap<>();

    Processors(List<Integer> numbers) {
        numbers.forEach(number -> users.put(number, 0));
    }

    static Processors allowed() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("Cpus_allowed_list:")) {
                return new Processors(parse(line.substring(line.indexOf(':') + 1)));
            }
        }
        return new Processors(List.of(0));
    }

    /** As the kernel writes it: {@code 0-3,8}. */
    static List<Integer> parse(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : list.strip().split(",", -1)) {
            String[] ends = part.split("-", -1);
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int number = Integer.parseInt(ends[0]); number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** That with the fewest users; there may be more units than processors. */
    synchronized int take() {
        int best = users.entrySet().stream()
                .min(Comparator.comparingInt(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
        users.merge(best, 1, Integer::sum);
        return best;
    }

    synchronized void giveBack(int processor) {
        users.merge(processor, -1, Integer::sum);
    }
}
