package org.dcrbs.market;

import java.util.List;
import java.util.regex.Pattern;

/** Work to be done with a resource once it is awarded. */
public sealed interface Job {
    Category category();

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
    }

    private static void sha256(String field, String value) {
        Check.that(
                value.matches("[0-9a-f]{64}"), field + " \"" + value + "\": want 64 hexadecimal digits in lower case");
    }
}
