package org.dcrbs.protocol.proof;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Merkle tree over pieces of {@link #LEAF_BYTES} of what is stored, as RFC 6962 builds it: a leaf's hash is
 * {@code SHA-256(0x00 | bytes)}, a node's {@code SHA-256(0x01 | left | right)}, and the left subtree has as many leaves as
 * the largest power of two below the node's number of them. Whoever keeps the root and the number of leaves can check any
 * one leaf by the hashes beside its way up, without having the others.
 */
public final class MerkleTree {
    public static final int LEAF_BYTES = 1 << 16;
    public static final int LEAVES_PER_MEGA_BYTE = LeaseFill.BYTES_PER_MEGA_BYTE / LEAF_BYTES;

    private final byte[][] leaves;

    /** @param leaves the hashes of all leaves, in order; at least one */
    public MerkleTree(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("a tree without leaves");
        }
        this.leaves = leaves.stream().map(byte[]::clone).toArray(byte[][]::new);
    }

    /** The tree over a lease of so many megabytes that is filled from the seed. */
    public static MerkleTree ofFill(long seed, long megaBytes) {
        List<byte[]> leaves = new ArrayList<>();
        for (long leaf = 0; leaf < megaBytes * LEAVES_PER_MEGA_BYTE; leaf++) {
            byte[] piece = new byte[LEAF_BYTES];
            LeaseFill.fill(seed, leaf * (LEAF_BYTES / Long.BYTES), ByteBuffer.wrap(piece));
            leaves.add(leafHash(piece));
        }
        return new MerkleTree(leaves);
    }

    public static byte[] leafHash(byte[] piece) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return digest.digest(piece);
    }

    public byte[] root() {
        return root(0, leaves.length);
    }

    /** The hashes beside the leaf's way to the root, the lowest first. */
    public List<byte[]> path(int leaf) {
        if (leaf < 0 || leaf >= leaves.length) {
            throw new IllegalArgumentException("leaf " + leaf + " of " + leaves.length);
        }
        List<byte[]> path = new ArrayList<>();
        collect(leaf, 0, leaves.length, path);
        return path;
    }

    /** Whether the piece is the leaf of that number in the tree with that root and so many leaves. */
    public static boolean proves(byte[] root, long leaves, long leaf, byte[] piece, List<byte[]> path) {
        return leaf >= 0
                && leaf < leaves
                && climb(leafHash(piece), leaf, leaves, path)
                        .map(top -> Arrays.equals(top, root))
                        .orElse(false);
    }

    private byte[] root(int from, int until) {
        if (until - from == 1) {
            return leaves[from].clone();
        }
        int middle = from + (int) left(until - from);
        return node(root(from, middle), root(middle, until));
    }

    private void collect(int leaf, int from, int until, List<byte[]> path) {
        if (until - from > 1) {
            int middle = from + (int) left(until - from);
            boolean isLeft = leaf < middle;
            collect(leaf, isLeft ? from : middle, isLeft ? middle : until, path);
            path.add(isLeft ? root(middle, until) : root(from, middle));
        }
    }

    /** Empty if the path is too short or too long for such a tree. */
    private static Optional<byte[]> climb(byte[] hash, long leaf, long leaves, List<byte[]> path) {
        if (leaves == 1) {
            return path.isEmpty() ? Optional.of(hash) : Optional.empty();
        }
        if (path.isEmpty()) {
            return Optional.empty();
        }
        long left = left(leaves);
        List<byte[]> below = path.subList(0, path.size() - 1);
        byte[] beside = path.get(path.size() - 1);
        return leaf < left
                ? climb(hash, leaf, left, below).map(own -> node(own, beside))
                : climb(hash, leaf - left, leaves - left, below).map(own -> node(beside, own));
    }

    private static long left(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    private static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
