package org.dcrbs.protocol.proof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The contents of leased memory and storage, spread from a seed over the whole lease: the peer fills
 * with them and answers their SHA-256, the coordinator computes the same without holding them.
 *
 * <p>Word {@code i}, counted from 0, is {@code mix(seed + (i + 1) * 0x9E3779B97F4A7C15)} where
 * <pre>
 * mix(z):  z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9
 *          z = (z ^ (z >>> 27)) * 0x94D049BB133111EB
 *          return z ^ (z >>> 31)
 * </pre>
 * in 64-bit arithmetic that wraps around (SplitMix64, as in {@link java.util.SplittableRandom}), and
 * lies at byte {@code 8 * i}, little-endian. Any word can be computed alone, so that a later challenge
 * may ask for a piece. It is no secret: who knows the seed can answer without holding; the coordinator
 * therefore picks a new seed for each lease, and does not tell it before.
 */
public final class LeaseFill {
    /** A megabyte of memory or storage, in offers and leases alike. */
    public static final int BYTES_PER_MEGA_BYTE = 1 << 20;

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private LeaseFill() {}

    /** Fills what remains of the buffer, a multiple of 8 bytes, with the words from the given one on. */
    public static void fill(long seed, long firstWord, ByteBuffer target) {
        if (target.remaining() % Long.BYTES != 0) {
            throw new IllegalArgumentException(
                    "the buffer has " + target.remaining() + " bytes to fill, no multiple of " + Long.BYTES);
        }
        ByteBuffer words = target.order(ByteOrder.LITTLE_ENDIAN);
        long state = seed + firstWord * GOLDEN_GAMMA;
        while (words.hasRemaining()) {
            state += GOLDEN_GAMMA;
            words.putLong(mix(state));
        }
    }

    /** SHA-256 of the contents of a lease of so many megabytes. */
    public static byte[] digest(long seed, long megaBytes) {
        MessageDigest digest = sha256();
        ByteBuffer piece = ByteBuffer.allocate(BYTES_PER_MEGA_BYTE);
        long wordsPerPiece = BYTES_PER_MEGA_BYTE / Long.BYTES;
        for (long i = 0; i < megaBytes; i++) {
            piece.clear();
            fill(seed, i * wordsPerPiece, piece);
            digest.update(piece.flip());
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
