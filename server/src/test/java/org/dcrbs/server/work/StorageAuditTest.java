package org.dcrbs.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.HOUR;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Leg;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Storage;
import org.dcrbs.protocol.proof.LeaseFill;
import org.dcrbs.protocol.proof.MerkleTree;
import org.dcrbs.protocol.v1.StorageChallenge;
import org.dcrbs.protocol.v1.StorageProof;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.reputation.Outcome.Kind;
import org.dcrbs.server.work.Step.Delivered;
import org.dcrbs.server.work.Step.Failed;
import org.dcrbs.server.work.Step.Waiting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a lease of two megabytes for an hour is audited. */
class StorageAuditTest {
    private static final PartyId ANN = new PartyId("ann");
    private static final Storage STORAGE = new Storage(2, 0, 0, 0);
    /** By then the challenge of that part of the hour is due. */
    private static final Duration THIRD = Duration.ofMinutes(20);

    private final PlayedOrders leg = new PlayedOrders(needed(), STORAGE, Optional.empty());
    private MerkleTree tree = MerkleTree.ofFill(7, 2);

    @BeforeEach
    void lease() throws Exception {
        Order lease = leg.issue().get("lease");
        assertThat(lease.executor()).isEqualTo(ANN);
        assertThat(lease.order().getStorage().getRoot()).isEqualTo(ByteString.copyFrom(tree.root()));
    }

    @Test
    void aLeaseIsChallengedThreeTimesAndItsDigestAskedAtTheEnd() throws Exception {
        assertThat(leg.next()).isInstanceOf(Waiting.class);
        for (int number = 0; number < 3; number++) {
            leg.now = HOUR.from().plus(THIRD.multipliedBy(number + 1)).minusSeconds(1);
            Map<String, Order> challenge = leg.issue();
            assertThat(challenge).containsOnlyKeys("c" + number);
            assertThat(challenge.get("c" + number).executor()).isEqualTo(ANN);
            answer("c" + number, 0);
            assertThat(leg.next()).isInstanceOf(Waiting.class);
        }
        leg.now = HOUR.until();
        assertThat(leg.next()).isInstanceOf(Waiting.class);
        leg.doneAs("lease", leg.keep(LeaseFill.digest(7, 2)));

        assertThat(leg.next()).isEqualTo(new Delivered(Findings.of(ANN, Kind.LEASE_KEPT, "2 MB kept")));
    }

    @Test
    void challengesThatNobodyWasThereToSendAreMadeUpForByTheLast() throws Exception {
        leg.now = HOUR.until().minusSeconds(1);

        assertThat(leg.issue()).containsOnlyKeys("c2");
        assertThat(leg.next()).isInstanceOf(Waiting.class);
    }

    @Test
    void aWrongAnswerIsFollowedByAnotherChallengeAndARightOneForgivesIt() throws Exception {
        due();
        answer("c0", 1);

        assertThat(leg.issue()).containsOnlyKeys("c0-again");
        answer("c0-again", 0);
        assertThat(leg.next()).isInstanceOf(Waiting.class);
    }

    @Test
    void twoWrongAnswersBreakTheLease() throws Exception {
        due();
        answer("c0", 1);
        leg.issue();
        leg.done("c0-again", "no proof at all");

        Failed failed = (Failed) leg.next();
        assertThat(failed.reason())
                .matches("what is leased was not there: piece \\d+ is not what was stored; "
                        + "piece \\d+ is not what was stored");
        assertThat(failed.findings()).isEqualTo(Findings.of(ANN, Kind.LEASE_BROKEN, failed.reason()));
    }

    @Test
    void whatCannotBeAnsweredOrIsNotAnsweredInTimeIsMissed() throws Exception {
        due();
        leg.failed("c0", "FAILED: the disk is gone");
        leg.issue();
        assertThat(leg.next()).isInstanceOf(Waiting.class);
        leg.now = leg.now.plus(StorageAudit.PATIENCE);

        assertThat(((Failed) leg.next()).reason())
                .contains(": FAILED: the disk is gone; ")
                .endsWith(": no answer in time");
    }

    @Test
    void aChallengeThatTheEndOvertakesIsLetGo() throws Exception {
        due();
        leg.failed("c0", "FAILED: asleep");
        leg.issue();
        leg.now = HOUR.until();

        assertThat(leg.next()).isInstanceOf(Waiting.class);
    }

    @Test
    void aProofOfOtherContentsOrLongerThanAnyIsWrong() throws Exception {
        due();
        tree = MerkleTree.ofFill(8, 2);
        answer("c0", 0);
        leg.issue();
        leg.done("c0-again", "x".repeat(100_000));

        assertThat(leg.next()).isInstanceOf(Failed.class);
    }

    private void due() throws Exception {
        leg.now = HOUR.from().plus(THIRD).minusSeconds(1);
        assertThat(leg.issue()).containsOnlyKeys("c0");
    }

    /** With the piece so far away from the one that is asked for. */
    private void answer(String name, int away) {
        StorageChallenge challenge =
                leg.orders.get(needed().id() + "/" + name).order().getStorageChallenge();
        int leaf = (int) ((challenge.getLeaf() + away) % challenge.getLeaves());
        byte[] piece = new byte[MerkleTree.LEAF_BYTES];
        LeaseFill.fill(7, (long) leaf * MerkleTree.LEAF_BYTES / Long.BYTES, ByteBuffer.wrap(piece));
        StorageProof.Builder proof = StorageProof.newBuilder().setPiece(ByteString.copyFrom(piece));
        tree.path(leaf).forEach(hash -> proof.addPath(ByteString.copyFrom(hash)));
        leg.doneAs(name, leg.keep(proof.build().toByteArray()));
    }

    private static Leg needed() {
        ContractId id = ContractTerms.idOf(TestContracts.ROUND, ANN, new PartyId("bob"));
        return TestContracts.leg(id, 1, "ann", "bob", STORAGE, HOUR, 10);
    }
}
