package org.dcrbs.protocol.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** The inputs and roots of RFC 6962's reference implementation (certificate-transparency, merkle_tree_test). */
    @Test
    void rootsAreThoseOfRfc6962() {
        List<String> inputs = List.of(
                "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
        List<String> roots = List.of(
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            leaves.add(MerkleTree.leafHash(HexFormat.of().parseHex(inputs.get(i))));
            assertThat(HexFormat.of().formatHex(new MerkleTree(leaves).root())).isEqualTo(roots.get(i));
        }
    }

    @Test
    void everyLeafOfEveryTreeIsProvenByItsPathAndByNoOther() {
        for (int count = 1; count <= 33; count++) {
            MerkleTree tree = tree(count);
            byte[] root = tree.root();
            for (int leaf = 0; leaf < count; leaf++) {
                List<byte[]> path = tree.path(leaf);
                assertThat(MerkleTree.proves(root, count, leaf, piece(leaf), path))
                        .isTrue();
                assertThat(MerkleTree.proves(root, count, leaf, piece(leaf + 1), path))
                        .isFalse();
                for (int other = 0; other < count; other++) {
                    assertThat(MerkleTree.proves(root, count, other, piece(leaf), path))
                            .isEqualTo(other == leaf);
                }
            }
        }
    }

    @Test
    void aPathThatWasTamperedWithProvesNothing() {
        MerkleTree tree = tree(21);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            int leaf = random.nextInt(21);
            List<byte[]> path = new ArrayList<>(tree.path(leaf));
            int at = random.nextInt(path.size());
            switch (random.nextInt(4)) {
                case 0 -> path.get(at)[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> path.remove(at);
                case 2 -> path.add(at, new byte[32]);
                default -> path.set(at, new byte[random.nextInt(40)]);
            }
            assertThat(MerkleTree.proves(tree.root(), 21, leaf, piece(leaf), path))
                    .isFalse();
        }
        assertThat(MerkleTree.proves(tree.root(), 21, 21, piece(21), List.of())).isFalse();
        assertThat(MerkleTree.proves(tree.root(), 21, -1, piece(0), List.of())).isFalse();
    }

    @Test
    void aFilledLeaseHasSixteenLeavesAMegaByte() {
        MerkleTree tree = MerkleTree.ofFill(7, 2);
        byte[] piece = new byte[MerkleTree.LEAF_BYTES];
        LeaseFill.fill(7, 20L * MerkleTree.LEAF_BYTES / Long.BYTES, ByteBuffer.wrap(piece));

        assertThat(MerkleTree.proves(tree.root(), 32, 20, piece, tree.path(20))).isTrue();
        assertThat(MerkleTree.ofFill(8, 2).root()).isNotEqualTo(tree.root());
    }

    @Test
    void aTreeWithoutLeavesAndALeafBeyondTheTreeAreRefused() {
        assertThatThrownBy(() -> new MerkleTree(List.of())).hasMessage("a tree without leaves");
        assertThatThrownBy(() -> tree(3).path(3)).hasMessage("leaf 3 of 3");
    }

    private static MerkleTree tree(int leaves) {
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i < leaves; i++) {
            hashes.add(MerkleTree.leafHash(piece(i)));
        }
        return new MerkleTree(hashes);
    }

    private static byte[] piece(int number) {
        return ("piece " + number).getBytes(StandardCharsets.UTF_8);
    }
}
