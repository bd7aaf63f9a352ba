package org.dcrbs.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.enrol.EnrolmentException;
import org.dcrbs.peer.share.Share;
import org.dcrbs.protocol.tls.EnrolmentToken;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.v1.Envelope.BodyCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeEnrolmentTest {
    @TempDir
    Path homes;

    @Test
    void oneTokenMakesOneMember() throws Exception {
        try (StandIn coordinator = new StandIn()) {
            EnrolmentToken token = coordinator.token("lab-7");

            try (PeerNode node = start(coordinator, "first", token)) {
                assertThat(node.partyId()).isEqualTo("lab-7");
                assertThat(coordinator.nextWelcomed().peer().orElseThrow().partyId())
                        .isEqualTo("lab-7");
            }

            assertThatThrownBy(() -> start(coordinator, "second", token))
                    .isInstanceOf(EnrolmentException.class)
                    .hasMessage("the coordinator says: the token is not known or was used already");
        }
    }

    @Test
    void afterwardsTheTokenIsNotNeeded() throws Exception {
        try (StandIn coordinator = new StandIn()) {
            start(coordinator, "home", coordinator.token("lab-7")).close();

            try (PeerNode again = start(coordinator, "home", null)) {
                assertThat(again.partyId()).isEqualTo("lab-7");
            }
        }
    }

    @Test
    void aWrongTokenIsRefused() throws Exception {
        try (StandIn coordinator = new StandIn()) {
            assertThatThrownBy(() -> start(coordinator, "home", coordinator.unknownToken()))
                    .isInstanceOf(EnrolmentException.class);
        }
    }

    @Test
    void aTokenOfAnotherCoordinatorIsNotShownToThisOne() throws Exception {
        try (StandIn coordinator = new StandIn();
                StandIn other = new StandIn()) {
            assertThatThrownBy(() -> start(coordinator, "home", other.token("lab-7")))
                    .isInstanceOf(EnrolmentException.class)
                    .hasMessageContaining("authority is not the one that the token names");
            assertThat(coordinator.queue(BodyCase.ENROL_REQUEST)).isEmpty();
        }
    }

    @Test
    void withoutTokenANewHomeSaysWhatToDo() throws Exception {
        try (StandIn coordinator = new StandIn()) {
            assertThatThrownBy(() -> start(coordinator, "home", null))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("start again with --token");
        }
    }

    @Test
    void aHomeHasOneNode() throws Exception {
        try (StandIn coordinator = new StandIn();
                PeerNode first = start(coordinator, "home", coordinator.token("lab-7"))) {
            assertThat(first.partyId()).isEqualTo("lab-7");
            assertThatThrownBy(() -> start(coordinator, "home", null))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("another node is running in");
        }
    }

    @Test
    void aNodeOfAnotherCoordinatorGivesUpWithASentence() throws Exception {
        try (StandIn coordinator = new StandIn();
                StandIn other = new StandIn()) {
            start(coordinator, "home", coordinator.token("lab-7")).close();

            try (PeerNode lost = start(other, "home", null)) {
                assertThat(lost.refused().get(20, java.util.concurrent.TimeUnit.SECONDS))
                        .contains("is not the coordinator with which this node enrolled");
            }
        }
    }

    @Test
    void aCertificateThatEndsSoonIsRenewedOverTheLiveSession() throws Exception {
        try (StandIn coordinator = new StandIn()) {
            start(coordinator, "home", coordinator.token("lab-7")).close();
            Path identity = homes.resolve("home").resolve("identity");
            X509Certificate first = PeerIdentity.load(identity).orElseThrow().certificate();
            Clock inThreeWeeks = Clock.offset(Clock.systemUTC(), Duration.ofDays(21));
            NodePlan usual = Nodes.plan(coordinator, homes.resolve("home"), null, Share.DEFAULT, new Counting());

            try (PeerNode node = PeerNode.start(Nodes.at(usual, inThreeWeeks, Nodes.MACHINE.benchmarks()))) {
                assertThat(node.partyId()).isEqualTo("lab-7");
                coordinator.nextWelcomed();
                StandIn.next(coordinator.queue(BodyCase.ERRAND));
                // A heartbeat later the answer has been heard.
                coordinator.next(BodyCase.HEARTBEAT);
                coordinator.next(BodyCase.HEARTBEAT);
                X509Certificate second =
                        PeerIdentity.load(identity).orElseThrow().certificate();
                assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
                assertThat(second.getPublicKey()).isEqualTo(first.getPublicKey());

                coordinator.hangUp();
                Optional<X509Certificate> shown = Optional.empty();
                while (!shown.equals(Optional.of(second))) {
                    shown = coordinator.nextWelcomed().certificate();
                }
            }
        }
    }

    private PeerNode start(StandIn coordinator, String home, EnrolmentToken token) throws Exception {
        return PeerNode.start(Nodes.plan(coordinator, homes.resolve(home), token, Share.DEFAULT, new Counting()));
    }
}
