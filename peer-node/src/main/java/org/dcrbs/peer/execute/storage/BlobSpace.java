package org.dcrbs.peer.execute.storage;

import com.google.protobuf.ByteString;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcrbs.peer.execute.Sha256;

/**
 * Blobs by their SHA-256 in a folder of their own, within a quota that unfinished ones count to in full, each of them as so
 * many blocks of the disk. A blob counts as there once it is whole, its hash is right and it is on the disk; an unfinished
 * one goes on where it was, also after a restart.
 */
final class BlobSpace {
    static final int MOST_PIECE_BYTES = 512 << 10;
    static final int BLOCK_BYTES = 4 << 10;
    /** So many files in a folder, and their names on the heap, are no burden yet. */
    static final int MOST_BLOBS = 100_000;

    private static final int HASH_BYTES = 32;
    private static final String DRAFT = ".draft";
    private static final Pattern DRAFT_NAME = Pattern.compile("([0-9a-f]{64})\\.([0-9]{1,18})\\.draft");
    private static final int BUFFER_BYTES = 1 << 20;
    private static final boolean FORCES_FOLDERS = File.separatorChar == '/';

    private final Path folder;
    private final long quota;
    /** The sizes that they have, or are to have: whole ones and drafts. */
    private final TreeMap<String, Long> whole = new TreeMap<>();

    private final Map<String, Long> drafts = new TreeMap<>();
    private long usedBytes;
    /** Looked at without the lock: what takes long has to end soon. */
    private volatile boolean over;

    /** How much of a blob is there. */
    record Received(long bytes, boolean whole) {}

    private BlobSpace(Path folder, long quota) {
        this.folder = folder;
        this.quota = quota;
    }

    static BlobSpace open(Path folder, long quota) throws IOException {
        Files.createDirectories(folder);
        BlobSpace space = new BlobSpace(folder, quota);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                Matcher draft = DRAFT_NAME.matcher(name);
                if (draft.matches()) {
                    space.drafts.put(draft.group(1), Long.parseLong(draft.group(2)));
                } else {
                    space.whole.put(name, Files.size(file));
                }
            }
            space.whole.values().forEach(bytes -> space.usedBytes += charged(bytes));
            space.drafts.values().forEach(bytes -> space.usedBytes += charged(bytes));
        }
        return space;
    }

    /**
     * Takes a piece if it begins where the blob ends so far. An empty one only asks, and keeps no room.
     *
     * @throws IllegalArgumentException in words, if the blob does not fit, is another one, or has turned out wrong
     */
    synchronized Received put(ByteString sha256, long total, long offset, ByteString data) throws IOException {
        checkOpen();
        String name = name(sha256);
        if (whole.containsKey(name)) {
            return new Received(whole.get(name), true);
        }
        if (data.size() > MOST_PIECE_BYTES) {
            throw new IllegalArgumentException(
                    "a piece of " + data.size() + " bytes; " + MOST_PIECE_BYTES + " at most");
        }
        checkRoom(name, total);
        if (data.isEmpty() && !drafts.containsKey(name)) {
            return new Received(0, false);
        }
        if (drafts.putIfAbsent(name, total) == null) {
            usedBytes += charged(total);
        }
        Path draft = draft(name, total);
        try (RandomAccessFile out = new RandomAccessFile(draft.toFile(), "rw")) {
            if (offset == out.length() && !data.isEmpty()) {
                if (data.size() > total - offset) {
                    throw new IllegalArgumentException("more than the " + total + " bytes that the blob was to have");
                }
                out.seek(offset);
                out.write(data.toByteArray());
            }
            // One that was whole when the node died is finished by whoever asks for it next.
            if (out.length() < total) {
                return new Received(out.length(), false);
            }
            out.getFD().sync();
        }
        return finished(name, total, draft);
    }

    private void checkRoom(String name, long total) {
        Long before = drafts.get(name);
        if (before != null) {
            if (before != total) {
                throw new IllegalArgumentException("the blob was begun with " + before + " bytes, not " + total);
            }
            return;
        }
        if (total < 1 || total > freeBytes() || charged(total) > freeBytes()) {
            throw new IllegalArgumentException(
                    "no room: the blob has " + total + " bytes, and " + freeBytes() + " are free");
        }
        if (whole.size() + drafts.size() >= MOST_BLOBS) {
            throw new IllegalArgumentException(
                    "no room: " + MOST_BLOBS + " blobs are kept already, the most there can be");
        }
    }

    private Received finished(String name, long total, Path draft) throws IOException {
        if (!hash(draft).equals(name)) {
            Files.delete(draft);
            drafts.remove(name);
            usedBytes -= charged(total);
            throw new IllegalArgumentException("what came is not what its SHA-256 says; it is thrown away");
        }
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceNames();
        drafts.remove(name);
        whole.put(name, total);
        return new Received(total, true);
    }

    /** That the file has its new name is on the disk, too; where a folder can't be forced, the system sees to it itself. */
    private void forceNames() throws IOException {
        if (FORCES_FOLDERS) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** From the offset, so much as a piece may have; nothing if it is the end. */
    synchronized ByteString piece(ByteString sha256, long offset) throws IOException {
        checkOpen();
        Path file = find(sha256).orElseThrow(BlobSpace::notHere);
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (offset < 0 || offset > in.length()) {
                throw new IllegalArgumentException("the blob has " + in.length() + " bytes, none at " + offset);
            }
            byte[] piece = new byte[(int) Math.min(MOST_PIECE_BYTES, in.length() - offset)];
            in.seek(offset);
            in.readFully(piece);
            return ByteString.copyFrom(piece);
        }
    }

    /** The file of a blob that is whole. */
    synchronized Optional<Path> find(ByteString sha256) {
        String name = name(sha256);
        return whole.containsKey(name) ? Optional.of(folder.resolve(name)) : Optional.empty();
    }

    /** A whole one, or what is there of one. */
    synchronized void delete(ByteString sha256) throws IOException {
        String name = name(sha256);
        checkOpen();
        boolean finished = whole.containsKey(name);
        Long bytes = finished ? whole.get(name) : drafts.get(name);
        if (bytes == null) {
            throw notHere();
        }
        Files.deleteIfExists(finished ? folder.resolve(name) : draft(name, bytes));
        (finished ? whole : drafts).remove(name);
        usedBytes -= charged(bytes);
    }

    /** The lease is over: nothing is taken or given any more, and all of it is deleted. */
    void end() throws IOException {
        over = true;
        synchronized (this) {
            delete(folder);
        }
    }

    /** A folder of blobs, if it is there. */
    static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void checkOpen() {
        if (over) {
            throw new IllegalArgumentException("the lease is over");
        }
    }

    /** Whole ones with their sizes, those after that one; an empty one comes before all. */
    synchronized Map<ByteString, Long> list(ByteString after, int most) {
        Map<ByteString, Long> listed = new java.util.LinkedHashMap<>();
        String from = after.isEmpty() ? "" : name(after);
        for (Map.Entry<String, Long> each : whole.tailMap(from, false).entrySet()) {
            if (listed.size() == most) {
                break;
            }
            listed.put(ByteString.fromHex(each.getKey()), each.getValue());
        }
        return listed;
    }

    synchronized long usedBytes() {
        return usedBytes;
    }

    synchronized long freeBytes() {
        return Math.max(0, quota - usedBytes());
    }

    static IllegalArgumentException notHere() {
        return new IllegalArgumentException("no blob of that SHA-256 is kept here");
    }

    /** A tiny file takes a block, too. */
    private static long charged(long bytes) {
        return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    }

    /** Made of the hash, never of what the lessee calls it. */
    private static String name(ByteString sha256) {
        if (sha256.size() != HASH_BYTES) {
            throw new IllegalArgumentException("a SHA-256 has " + HASH_BYTES + " bytes, not " + sha256.size());
        }
        return HexFormat.of().formatHex(sha256.toByteArray());
    }

    private Path draft(String name, long total) {
        return folder.resolve(name + "." + total + DRAFT);
    }

    private String hash(Path file) throws IOException {
        var digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (var in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checkOpen();
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
