package org.dcrbs.peer.transfer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files, and as names. */
public final class Hashes {
    public static final int BYTES = 32;

    private Hashes() {}

    public static ByteString of(Path file) throws IOException {
        return copying(file, OutputStream.nullOutputStream());
    }

    /** Copies the file and says what the hash of the copied bytes is. */
    static ByteString copying(Path file, OutputStream to) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = Files.newInputStream(file);
                DigestOutputStream out = new DigestOutputStream(to, digest)) {
            in.transferTo(out);
        }
        return ByteString.copyFrom(digest.digest());
    }

    public static String hex(ByteString sha256) {
        return HexFormat.of().formatHex(sha256.toByteArray());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
