package org.dcrbs.peer.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import org.dcrbs.peer.door.LineLostException;
import org.dcrbs.peer.door.RefusedException;
import org.dcrbs.peer.execute.lease.LeaseService;
import org.dcrbs.peer.share.DoorPlace;
import org.dcrbs.peer.traffic.Traffic;
import org.dcrbs.protocol.link.LinkLimits;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.ErrandAnswer.Lease;
import org.dcrbs.protocol.v1.LeaseAnswer;
import org.dcrbs.protocol.v1.LeaseCall;
import org.dcrbs.protocol.v1.WorkOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseDoorTest {
    private final Members members = new Members();
    private final KeptLeases kept = new KeptLeases();
    private PeerIdentity studio;
    private LeaseDoor door;
    private Closeable lease;

    @BeforeEach
    void theLabKeepsSomethingForTheStudio() throws Exception {
        studio = members.member("studio");
        door = LeaseDoor.open(new DoorPlace(0, ""), members.member("lab"), LinkLimits.DEFAULT, kept, new Traffic());
        LeaseService memory = call -> {
            if (!call.hasStatus()) {
                throw new IllegalArgumentException("only the status can be asked for");
            }
            return LeaseAnswer.newBuilder()
                    .setTerms(LeaseAnswer.Terms.newBuilder().setAmount(64));
        };
        lease = kept.open(
                WorkOrder.newBuilder().setId("c-1/1/lease").setLessee("studio").build(), memory);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void theLesseeIsServed() throws Exception {
        try (LeaseLine line = dial("lab", studio)) {
            assertThat(status(line).getTerms().getAmount()).isEqualTo(64);
        }
    }

    @Test
    void anotherMemberIsToldThatNothingIsKeptForIt() throws Exception {
        try (LeaseLine line = dial("lab", members.member("school"))) {
            assertThatThrownBy(() -> status(line))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("nothing is kept here now for school by that order");
        }
    }

    @Test
    void whenTheLeaseIsOverSoIsItsUse() throws Exception {
        try (LeaseLine line = dial("lab", studio)) {
            lease.close();

            assertThatThrownBy(() -> status(line)).hasMessageContaining("nothing is kept here now for studio");
        }
    }

    @Test
    void aCallThatMakesNoSenseIsRefusedInWordsAndTheConnectionGoesOn() throws Exception {
        try (LeaseLine line = dial("lab", studio)) {
            assertThatThrownBy(() -> line.ask(LeaseCall.newBuilder())).hasMessage("only the status can be asked for");
            assertThat(status(line).hasTerms()).isTrue();
        }
    }

    @Test
    void aMemberOfAnotherCooperativeIsNotLetIn() throws Exception {
        PeerIdentity stranger = new Members().member("studio");

        assertThatThrownBy(() -> {
                    try (LeaseLine line = dial("lab", stranger)) {
                        status(line);
                    }
                })
                .isInstanceOf(LineLostException.class);
    }

    @Test
    void anotherMembersNodeAtThatAddressIsNotTakenForTheGivers() {
        assertThatThrownBy(() -> dial("library", studio))
                .isInstanceOf(LineLostException.class)
                .hasMessageContaining("is not library but lab");
    }

    @Test
    void aGiverWithoutDoorIsNamed() {
        assertThatThrownBy(
                        () -> LeaseLine.dial(Lease.newBuilder().setGiver("lab").build(), studio, LinkLimits.DEFAULT))
                .hasMessage("lab can't be dialled: its node has no door, or is not connected");
    }

    @Test
    void aRenewedCertificateIsShownFromThenOn() throws Exception {
        String before = door.address();

        door.renew(members.member("lab"));

        assertThat(door.address()).isEqualTo(before);
        try (LeaseLine line = dial("lab", studio)) {
            assertThat(status(line).hasTerms()).isTrue();
        }
    }

    private LeaseLine dial(String giver, PeerIdentity own) throws LineLostException {
        Lease there = Lease.newBuilder()
                .setOrderId("c-1/1/lease")
                .setGiver(giver)
                .setDoor("127.0.0.1" + door.address())
                .build();
        return LeaseLine.dial(there, own, LinkLimits.DEFAULT);
    }

    private static LeaseAnswer status(LeaseLine line) throws IOException, RefusedException {
        return line.ask(LeaseCall.newBuilder().setStatus(LeaseCall.Status.getDefaultInstance()));
    }
}
