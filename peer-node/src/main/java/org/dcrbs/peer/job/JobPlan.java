package org.dcrbs.peer.job;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job as its file says.
 *
 * @param module the WebAssembly module that all units run
 * @param milliProcessors how much power is asked for
 * @param within how long from now the work may take
 * @param bid the most that is given for it, in credits; empty: what policy says
 */
public record JobPlan(
        String name,
        Path module,
        long milliProcessors,
        Duration within,
        Optional<String> bid,
        Limits limits,
        List<InputField> fields,
        Split split,
        Assembly assembly) {
    /** Of each unit. */
    public record Limits(int memoryPages, long cpuMillis, long outputBytes) {}

    /** One a unit. */
    public List<byte[]> inputs() throws JobException {
        List<byte[]> inputs = new ArrayList<>();
        for (Part part : split.parts()) {
            inputs.add(input(part));
        }
        return inputs;
    }

    private byte[] input(Part part) throws JobException {
        int length = fields.stream().mapToInt(field -> field.type().bytes()).sum()
                + part.rows().stream()
                        .mapToInt(row -> row.size() * NumberType.F64.bytes())
                        .sum();
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (InputField field : fields) {
            field.put(out, part.variables());
        }
        part.rows().forEach(row -> row.forEach(number -> NumberType.F64.put(out, number)));
        return out.array();
    }

    /** The answer, from the outputs of all units in their order. */
    public byte[] answer(byte[] outputs) throws JobException {
        return assembly.assemble(outputs, split);
    }
}
