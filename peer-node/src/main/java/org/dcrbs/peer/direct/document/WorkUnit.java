package org.dcrbs.peer.direct.document;

import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;

/**
 * What is to be computed: one work unit, as docs/work-units.md has it.
 *
 * @param moduleBytes how long the module is, at most 4 MiB
 * @param memoryPages of 64 KiB, the most that it may use
 * @param cpuMillis the most processor time that it may use
 * @param outputBytes the longest output
 */
public record WorkUnit(
        String moduleSha256, long moduleBytes, String inputSha256, long memoryPages, long cpuMillis, long outputBytes) {
    public static final int MOST_INPUT_BYTES = 256 << 10;
    private static final long MOST_MODULE_BYTES = 4 << 20;
    private static final long MOST_PAGES = 16_384;
    private static final long MOST_CPU_MILLIS = 600_000;
    private static final long MOST_OUTPUT_BYTES = 64L << 20;

    static WorkUnit read(JsonFields fields) {
        fields.only("moduleSha256", "moduleBytes", "inputSha256", "memoryPages", "cpuMillis", "outputBytes");
        return new WorkUnit(
                Texts.sha256(fields, "moduleSha256"),
                fields.whole("moduleBytes", 1, MOST_MODULE_BYTES),
                Texts.sha256(fields, "inputSha256"),
                fields.whole("memoryPages", 1, MOST_PAGES),
                fields.whole("cpuMillis", 1, MOST_CPU_MILLIS),
                fields.whole("outputBytes", 1, MOST_OUTPUT_BYTES));
    }

    Json.Members json() {
        return Json.object()
                .with("moduleSha256", moduleSha256)
                .with("moduleBytes", moduleBytes)
                .with("inputSha256", inputSha256)
                .with("memoryPages", memoryPages)
                .with("cpuMillis", cpuMillis)
                .with("outputBytes", outputBytes);
    }
}
