package org.dcrbs.protocol.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The open half of an Ed25519 key (RFC 8032), by which a peer is known to others and its signatures are checked.
 *
 * @param hex its 32 bytes, in lower case
 */
public record OpenKey(String hex) implements Comparable<OpenKey> {
    /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;

    public OpenKey {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a key wants 64 hexadecimal digits in lower case, not \""
                    + hex.substring(0, Math.min(hex.length(), 70)).replaceAll("\\p{Cntrl}", "?") + "\"");
        }
        decoded(hex);
    }

    /** @throws IllegalArgumentException if it is another kind of key */
    public static OpenKey of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != HEAD.length + BYTES || Arrays.mismatch(encoded, HEAD) != HEAD.length) {
            throw new IllegalArgumentException("the key is no Ed25519 key but " + key.getAlgorithm());
        }
        return new OpenKey(HexFormat.of().formatHex(encoded, HEAD.length, encoded.length));
    }

    /** Whether this key's owner signed these bytes. */
    public boolean signed(byte[] bytes, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature checker = Signature.getInstance("Ed25519");
            checker.initVerify(decoded(hex));
            checker.update(bytes);
            return checker.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static PublicKey decoded(String hex) {
        byte[] encoded = Arrays.copyOf(HEAD, HEAD.length + BYTES);
        System.arraycopy(HexFormat.of().parseHex(hex), 0, encoded, HEAD.length, BYTES);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key " + hex + " is no point of the curve", e);
        }
    }

    /** Enough of it to tell it from others. */
    public String brief() {
        return hex.substring(0, 16);
    }

    @Override
    public int compareTo(OpenKey other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
