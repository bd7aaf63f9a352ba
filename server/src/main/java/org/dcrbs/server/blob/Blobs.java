package org.dcrbs.server.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Files named by the SHA-256 of their contents, in the data folder. A blob appears whole or not at all; the same
 * contents are kept once.
 */
@Component
public class Blobs {
    private final Path folder;

    public Blobs(@Value("${dcrbs.data}") Path data) {
        this.folder = data.resolve("blobs");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("can't make " + folder, e);
        }
    }

    /** The blob's file, if it is here. */
    public Optional<Path> find(String sha256) {
        Path file = folder.resolve(checked(sha256));
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /** How long the blob is, if it is here. */
    public OptionalLong size(String sha256) throws IOException {
        Optional<Path> file = find(sha256);
        return file.isPresent() ? OptionalLong.of(Files.size(file.get())) : OptionalLong.empty();
    }

    /** Keeps what the source gives, at most so many bytes, and returns its SHA-256. */
    public String put(InputStream source, long mostBytes) throws IOException {
        return put(source, mostBytes, sha256 -> true);
    }

    /** Keeps what the source gives if that is its SHA-256, else keeps nothing; returns what it really is. */
    public String putIf(String sha256, InputStream source, long mostBytes) throws IOException {
        return put(source, mostBytes, sha256::equals);
    }

    /** Where a blob's bytes come from, once they are asked for. */
    public interface Opened {
        InputStream open(String sha256) throws IOException;
    }

    /** Opens a blob that is here. */
    public InputStream open(String sha256) throws IOException {
        return Files.newInputStream(folder.resolve(checked(sha256)));
    }

    /** Keeps the contents of the blobs one after the other as another one, and returns its SHA-256. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream wants an Enumeration
    public String putJoined(List<String> parts, Opened source) throws IOException {
        Iterator<String> left = parts.iterator();
        // Opened one at a time: a job may have more units than a process may open files.
        try (SequenceInputStream all = new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return left.hasNext();
            }

            @Override
            public InputStream nextElement() {
                try {
                    return source.open(left.next());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        })) {
            return put(all, Long.MAX_VALUE);
        }
    }

    private String put(InputStream source, long mostBytes, Predicate<String> wanted) throws IOException {
        Path partial = Files.createTempFile(folder, "partial-", "");
        try {
            MessageDigest digest = Digests.sha256();
            try (DigestInputStream in = new DigestInputStream(source, digest);
                    OutputStream out = Files.newOutputStream(partial)) {
                byte[] buffer = new byte[1 << 16];
                long total = 0;
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    total += n;
                    if (total > mostBytes) {
                        throw new IOException("larger than " + mostBytes + " bytes");
                    }
                    out.write(buffer, 0, n);
                }
            }
            String name = HexFormat.of().formatHex(digest.digest());
            if (wanted.test(name)) {
                adopt(partial, name);
            }
            return name;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    public String put(byte[] bytes) throws IOException {
        return put(new ByteArrayInputStream(bytes), bytes.length);
    }

    private void adopt(Path partial, String name) throws IOException {
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Up to {@code length} bytes of the blob from the offset on. */
    public byte[] part(Path blob, long offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(blob, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(length, channel.size() - offset)));
            int n = 0;
            while (buffer.hasRemaining() && n >= 0) {
                n = channel.read(buffer, offset + buffer.position());
            }
            return buffer.array();
        }
    }

    private static String checked(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("blob \"" + sha256 + "\": want a SHA-256");
        }
        return sha256;
    }
}
