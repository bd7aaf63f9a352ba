package org.dcrbs.solver.format;

import java.io.IOException;
import java.nio.file.Path;
import org.dcrbs.solver.Answer;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.ServedBundle;
import org.dcrbs.solver.Unserved;
import tools.jackson.core.JsonGenerator;

/** Writes {@code dcrbs-answer/1}. */
public final class AnswerWriter {
    static final String FORMAT = "dcrbs-answer/1";

    private AnswerWriter() {}

    public static void write(PairingProblem problem, Answer answer, Path file) throws IOException {
        try (JsonGenerator out = JsonOutput.open(file)) {
            out.writeStartObject();
            out.writeStringProperty("format", FORMAT);
            out.writeStringProperty("problem", answer.problem());
            out.writeNumberProperty("objective", answer.objective());
            out.writeNumberProperty("bound", answer.bound());
            out.writeNumberProperty("gap", answer.gap());
            out.writeStringProperty("proof", answer.proof().word());
            out.writeNumberProperty("seed", answer.seed());
            out.writeNumberProperty("steps", answer.steps());
            out.writeNumberProperty("seconds", answer.seconds());
            out.writeArrayPropertyStart("pairings");
            for (ServedBundle served : answer.pairings()) {
                out.writeRaw('\n');
                out.writeStartArray();
                out.writeString(problem.bundleId(served.bundle()));
                out.writeStartArray();
                served.picks().forEach(out::writeNumber);
                out.writeEndArray();
                out.writeEndArray();
            }
            out.writeEndArray();
            out.writeArrayPropertyStart("unserved");
            for (Unserved unserved : answer.unserved()) {
                out.writeRaw('\n');
                out.writeStartArray();
                out.writeString(unserved.bundleId());
                out.writeString(unserved.reason());
                out.writeEndArray();
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }
}
