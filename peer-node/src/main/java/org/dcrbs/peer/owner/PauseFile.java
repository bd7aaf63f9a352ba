package org.dcrbs.peer.owner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.dcrbs.peer.config.WholeFile;

/** The file in the home by which the owner has a node pause, running or not: there, or not there. */
public final class PauseFile {
    private static final String NO_END = "resumed";
    private static final int LONGEST = 100;

    private final Path file;

    public PauseFile(Path file) {
        this.file = file;
    }

    /** One that cannot be understood counts: whoever made it wanted something like a pause. */
    public Optional<Pause> read() {
        try {
            String text =
                    Files.size(file) > LONGEST ? "" : Files.readString(file).strip();
            return Optional.of(new Pause(text.isEmpty() || text.equals(NO_END) ? Optional.empty() : instant(text)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Pause(Optional.empty()));
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public void write(Pause pause) throws IOException {
        WholeFile.write(file, pause.until().map(Instant::toString).orElse(NO_END) + System.lineSeparator());
    }

    /** Tells whether there was a pause. */
    public boolean remove() throws IOException {
        return Files.deleteIfExists(file);
    }
}
