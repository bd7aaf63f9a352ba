package org.dcrbs.peer.direct.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.peer.config.WholeFile;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;
import org.dcrbs.protocol.json.JsonReader;

/** Where questions and answers lie: {@code ID.question} and {@code ID.answer}, each written whole by its own side. */
public final class OwnerDesk {
    private static final String QUESTION = ".question";
    private static final String ANSWER = ".answer";

    private final Path folder;

    /**
     * What the owner said.
     *
     * @param said how many moves had been made when the owner read the question
     */
    public record Answer(String by, String line, int said) {}

    /** @param direct the home's folder for direct trade */
    public OwnerDesk(Path direct) {
        this.folder = direct.resolve("asked");
    }

    /** Those of a node that ran before: what was negotiated then is forgotten. */
    public void clear() throws IOException {
        for (Path file : files("")) {
            Files.deleteIfExists(file);
        }
    }

    public void ask(Question question) throws IOException {
        write(question.id() + QUESTION, question.json());
    }

    public List<Question> questions() throws IOException {
        List<Question> all = new ArrayList<>();
        for (Path file : files(QUESTION)) {
            Optional<JsonFields> fields = read(file);
            fields.ifPresent(known -> all.add(Question.read(known)));
        }
        return all;
    }

    /** @throws IllegalArgumentException if there is no such question */
    public Question question(String id) throws IOException {
        return questions().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "nothing is asked here by " + id + "; without an id all questions are listed"));
    }

    public void answer(Question question, String by, String line) throws IOException {
        write(
                question.id() + ANSWER,
                Json.object().with("by", by).with("line", line).with("said", question.said()));
    }

    /** The owner's answer, once. */
    public Optional<Answer> take(String id) throws IOException {
        Path file = folder.resolve(id + ANSWER);
        Optional<JsonFields> fields = read(file);
        Files.deleteIfExists(file);
        return fields.map(known ->
                new Answer(known.text("by"), known.text("line"), (int) known.whole("said", 0, Integer.MAX_VALUE)));
    }

    /** Nothing is asked any more. */
    public void settle(String id) throws IOException {
        Files.deleteIfExists(folder.resolve(id + QUESTION));
        Files.deleteIfExists(folder.resolve(id + ANSWER));
    }

    private void write(String name, Json.Members text) throws IOException {
        WholeFile.write(folder.resolve(name), CanonicalJson.text(text));
    }

    private static Optional<JsonFields> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String name = file.getFileName().toString();
        return Optional.of(JsonFields.of(name, JsonReader.read(name, Files.readAllBytes(file))));
    }

    private List<Path> files(String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
