package org.dcrbs.solver.importing;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dcrbs.solver.InvalidProblemException;
import org.dcrbs.solver.PairingProblem;

/** The whole numbers of a text, one after the other, or line by line. */
final class NumberScanner {
    private static final long MOST_BYTES = 256L << 20;

    private final String file;
    private final List<String> lines;
    private final Deque<String> words = new ArrayDeque<>();
    private int line;

    NumberScanner(Path path) throws IOException {
        file = String.valueOf(path.getFileName());
        if (Files.size(path) > MOST_BYTES) {
            throw fault("the file is larger than " + MOST_BYTES + " bytes");
        }
        try {
            lines = Files.readAllLines(path, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw fault("the file is no text in UTF-8");
        }
    }

    String name() {
        return file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
    }

    /** The next number, on whichever line it is. */
    long next(String what) throws ImportException {
        while (words.isEmpty()) {
            words.addAll(List.of(nextLine().orElseThrow(() -> fault(what + " is missing"))));
        }
        return number(words.removeFirst(), what);
    }

    int next(String what, int least, int most) throws ImportException {
        return within(next(what), what, least, most);
    }

    int number(String word, String what, int least, int most) throws ImportException {
        return within(number(word, what), what, least, most);
    }

    private int within(long number, String what, int least, int most) throws ImportException {
        if (number < least || number > most) {
            throw fault(what + " " + number + " is not within " + least + ".." + most);
        }
        return (int) number;
    }

    /** The words of the next line, even if it is empty; nothing at the end. Words are parted by blanks or commas. */
    Optional<String[]> nextLine() {
        if (line == lines.size()) {
            return Optional.empty();
        }
        String text = lines.get(line++).strip();
        return Optional.of(text.isEmpty() ? new String[0] : text.split("[\\s,]+"));
    }

    long number(String word, String what) throws ImportException {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw fault(what + " '" + word + "' is not a whole number");
        }
    }

    /** Refuses anything but blank lines from here on. */
    void end() throws ImportException {
        if (!words.isEmpty()) {
            throw fault("there is more than expected: '" + words.getFirst() + "'");
        }
        for (Optional<String[]> rest = nextLine(); rest.isPresent(); rest = nextLine()) {
            if (rest.get().length > 0) {
                throw fault("there is more than expected: '" + rest.get()[0] + "'");
            }
        }
    }

    /** What is made of the whole file; refused if its numbers make no sense together. */
    PairingProblem whole(Supplier<PairingProblem> making) throws ImportException {
        try {
            return making.get();
        } catch (InvalidProblemException e) {
            throw fault(String.valueOf(e.getMessage()));
        }
    }

    ImportException fault(String detail) {
        return new ImportException(file, line, detail);
    }
}
