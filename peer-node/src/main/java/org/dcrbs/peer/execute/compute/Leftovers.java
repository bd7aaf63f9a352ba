package org.dcrbs.peer.execute.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The children of a node that was killed. One that runs ends by itself when its pipe closes, but one that was paused
 * cannot: so each child's process is noted, and the next start of the node ends what is left.
 */
final class Leftovers {
    private static final String ENDING = ".pid";

    private Leftovers() {}

    /** Notes the child; its start tells it from a later process of the same id. */
    static void note(Path folder, int number, ProcessHandle child) throws IOException {
        String started = child.info().startInstant().map(Instant::toString).orElse("");
        Files.writeString(folder.resolve("child-" + number + ENDING), child.pid() + " " + started);
    }

    /** Ends all that are noted and still there, and forgets them. */
    static void end(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> notes =
                Files.list(folder).filter(file -> file.toString().endsWith(ENDING))) {
            for (Path note : notes.toList()) {
                child(Files.readString(note)).ifPresent(ProcessHandle::destroyForcibly);
                Files.delete(note);
            }
        }
    }

    private static Optional<ProcessHandle> child(String note) {
        String[] words = note.strip().split(" ", 2);
        if (words.length != 2 || !words[0].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> start.toString().equals(words[1]))
                        .orElse(false));
    }
}
