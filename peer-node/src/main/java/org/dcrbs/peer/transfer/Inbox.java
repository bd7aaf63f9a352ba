package org.dcrbs.peer.transfer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where received files lie, under names that mean no harm. */
public final class Inbox {
    private static final int LONGEST = 120;
    private static final int MOST_OF_A_NAME = 1000;
    /** Names that Windows takes for devices, whatever follows the first dot. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private final Path folder;

    public Inbox(Path folder) {
        this.folder = folder;
    }

    /** Puts a copy of the blob there; a file of the same name is kept, and the new one gets a number. */
    public Path keep(Path blob, ByteString sha256, String name) throws IOException {
        Path file = place(sha256, name);
        return Files.exists(file) ? file : copy(blob, file);
    }

    /** The same, but moves the file, which is known to have that hash, rather than copy it. */
    public Path take(Path whole, ByteString sha256, String name) throws IOException {
        Path file = place(sha256, name);
        return Files.exists(file) ? file : Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The file, if it is here under that name already. */
    public Optional<Path> find(ByteString sha256, String name, long bytes) throws IOException {
        Path file = folder.resolve(harmless(name));
        boolean here = Files.isRegularFile(file)
                && Files.size(file) == bytes
                && Hashes.of(file).equals(sha256);
        return here ? Optional.of(file) : Optional.empty();
    }

    /** Where the file is already, or where it can be put. */
    private Path place(ByteString sha256, String name) throws IOException {
        Files.createDirectories(folder);
        String safe = harmless(name);
        for (int number = 1; number <= MOST_OF_A_NAME; number++) {
            Path file = folder.resolve(number == 1 ? safe : number + "-" + safe);
            boolean here = Files.isRegularFile(file) && Hashes.of(file).equals(sha256);
            if (here || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return file;
            }
        }
        throw new FileAlreadyExistsException("there are " + MOST_OF_A_NAME + " files named " + safe + " already");
    }

    private Path copy(Path blob, Path file) throws IOException {
        Path draft = Files.createTempFile(folder, ".receiving", null);
        try {
            Files.copy(blob, draft, StandardCopyOption.REPLACE_EXISTING);
            return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Letters, digits, dots, dashes, underscores and spaces of the name's last part, without a dot in front. */
    public static String harmless(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.codePoints()
                .map(c -> Character.isLetterOrDigit(c) || "._- ".indexOf(c) >= 0 ? c : '_')
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll("^[. ]+|[. ]+$", "");
        int dot = plain.indexOf('.');
        String stem = (dot < 0 ? plain : plain.substring(0, dot)).toLowerCase(Locale.ROOT);
        boolean device = DEVICES.contains(stem) || stem.matches("(com|lpt)\\d");
        return plain.isEmpty() || device ? "file-" + plain : plain;
    }
}
