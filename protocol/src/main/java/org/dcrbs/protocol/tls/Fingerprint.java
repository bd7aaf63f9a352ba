package org.dcrbs.protocol.tls;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** The SHA-256 of a certificate's DER form. */
public record Fingerprint(ByteString sha256) {
    public static final int BYTES = 32;

    public Fingerprint {
        if (sha256.size() != BYTES) {
            throw new IllegalArgumentException("a fingerprint has " + BYTES + " bytes, not " + sha256.size());
        }
    }

    public static Fingerprint of(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Pem.der(certificate));
            return new Fingerprint(ByteString.copyFrom(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(sha256.toByteArray());
    }
}
