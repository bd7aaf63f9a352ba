package org.dcrbs.peer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.peer.job.JobException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileTest {
    private static final String GOOD = """
            {"name": "pi", "module": "pi.wasm", "input": ["u64 42", "u64 $from", "u32 $count"],
             "split": {"kind": "RANGES", "from": 0, "until": 25, "each": 10},
             "assemble": {"kind": "SUM", "columns": ["u64 points"]}}""";

    @TempDir
    Path folder;

    @Test
    void theLastUnitGetsWhatIsLeft() throws Exception {
        Files.writeString(folder.resolve("job.json"), GOOD);

        var inputs = JobFile.read(folder.resolve("job.json"), folder).inputs();

        assertThat(inputs).hasSize(3);
        assertThat(inputs.get(2)).hasSize(20).startsWith(42);
        assertThat(inputs.get(2)[8]).isEqualTo((byte) 20);
        assertThat(inputs.get(2)[16]).isEqualTo((byte) 5);
    }

    @Test
    void aRangeMayReachAsFarAsTheNumbersDo() throws Exception {
        Files.writeString(
                folder.resolve("job.json"),
                GOOD.replace("25, \"each\": 10", Long.MAX_VALUE + ", \"each\": 4000000000000000000")
                        .replace("u32 $count", "u64 $count"));

        assertThat(JobFile.read(folder.resolve("job.json"), folder).inputs()).hasSize(3);
    }

    @Test
    void aMistakeIsNamedByItsField() {
        refused(GOOD.replace("\"pi\"", "\"../pi\""), "job.json: name: '../pi' is not");
        refused(GOOD.replace("u64 42", "i64 42"), "job.json: input: 'i64 42': want a type");
        refused(GOOD.replace("RANGES", "RANGE"), "job.json: split.kind: 'RANGE' is none of");
        refused(GOOD.replace("\"each\": 10", "\"each\": 0"), "job.json: split.each: is 0");
        refused(GOOD.replace("\"SUM\"", "\"MEAN\""), "job.json: assemble.kind: 'MEAN' is none of");
        refused(GOOD.replace("[\"u64 points\"]", "[]"), "job.json: assemble.columns: there are none");
        refused(GOOD.replace("\"module\"", "\"modul\""), "job.json: modul: there is no such field");
    }

    @Test
    void aJobThatCannotBeCutSaysWhy() throws Exception {
        notCut(GOOD.replace("$from", "$first"), "input $first: the split has only");
        notCut(GOOD.replace("\"until\": 25", "\"until\": 100000000"), "10000000 units; at most 100000");
        notCut(
                GOOD.replace(
                        "\"RANGES\", \"from\": 0, \"until\": 25, \"each\": 10",
                        "\"TILES\", \"width\": 10000, \"height\": 10000, \"tile\": 1, \"left\": 0, \"top\": 0, \"step\": 1"),
                "100000000 units; at most 100000");
        notCut(GOOD.replace("u64 42", "u32 4294967296"), "is no whole number from 0 to 4294967295");
    }

    private void refused(String text, String words) {
        assertThatThrownBy(() -> {
                    Files.writeString(folder.resolve("job.json"), text);
                    JobFile.read(folder.resolve("job.json"), folder);
                })
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(words);
    }

    private void notCut(String text, String words) throws Exception {
        Files.writeString(folder.resolve("job.json"), text);
        var plan = JobFile.read(folder.resolve("job.json"), folder);
        assertThatThrownBy(plan::inputs).isInstanceOf(JobException.class).hasMessageContaining(words);
    }
}
