package org.dcrbs.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dcrbs.protocol.link.Recorder.next;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.dcrbs.protocol.link.Closing.Kind;
import org.dcrbs.protocol.tls.Attackers;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.PeerName;
import org.dcrbs.protocol.tls.SslContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HandshakeTest {
    /** What the figures of transfers and of many peers were measured with. */
    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void tlsIsBoringSslsWhereThisIsBuilt() {
        assertThat(SslContexts.ENGINE).isEqualTo(SslProvider.OPENSSL);
    }

    @Test
    void anEnrolledPeerIsKnownByItsCertificate() throws Exception {
        try (Ends ends = new Ends()) {
            ends.enrolled("lab-7");

            LinkSession seen = next(ends.atServer.connected);

            assertThat(seen.peer()).contains(new PeerName("lab-7"));
            assertThat(seen.certificate()).isPresent();
        }
    }

    @Test
    void aNodeWithoutCertificateIsNobodyYet() throws Exception {
        try (Ends ends = new Ends()) {
            ends.anonymous();

            assertThat(next(ends.atServer.connected).peer()).isEmpty();
        }
    }

    @Test
    void theServerRefusesAStrangersCertificate() throws Exception {
        try (Ends ends = new Ends()) {
            // Same name, other key: as near as a stranger gets.
            CertificateAuthority stranger = CertificateAuthority.inMemory(Clock.systemUTC());

            ends.connect(Attackers.showing(Ends.identity(stranger, "lab-7")));

            assertThat(next(ends.atClient.closings).kind()).isEqualTo(Kind.NOT_TRUSTED_BY_OTHER);
            assertThat(ends.atServer.connected).isEmpty();
        }
    }

    @Test
    void theServerRefusesAnExpiredCertificate(@TempDir Path folder) throws Exception {
        Clock longAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-31));
        CertificateAuthority then = CertificateAuthority.openOrCreate(folder, longAgo);
        CertificateAuthority now = CertificateAuthority.openOrCreate(folder, Clock.systemUTC());
        try (Ends ends = new Ends(LinkLimits.DEFAULT, now, "127.0.0.1")) {
            ends.connect(SslContexts.client(Ends.identity(then, "lab-7")));

            assertThat(next(ends.atClient.closings).kind()).isEqualTo(Kind.NOT_TRUSTED_BY_OTHER);
            assertThat(ends.atServer.connected).isEmpty();
        }
    }

    @Test
    void aPeerRefusesAServerOfAnotherAuthority() throws Exception {
        try (Ends ends = new Ends()) {
            CertificateAuthority other = CertificateAuthority.inMemory(Clock.systemUTC());

            assertNotTrusted(ends, SslContexts.client(Ends.identity(other, "lab-7")));
        }
    }

    @Test
    void aNodeThatEnrolsRefusesAServerThatItsTokenDoesNotName() throws Exception {
        try (Ends ends = new Ends()) {
            CertificateAuthority other = CertificateAuthority.inMemory(Clock.systemUTC());

            assertNotTrusted(ends, SslContexts.enrolling(other.fingerprint()));
        }
    }

    @Test
    void aServerOfAnotherNameIsRefused() throws Exception {
        CertificateAuthority authority = CertificateAuthority.inMemory(Clock.systemUTC());
        try (Ends ends = new Ends(LinkLimits.DEFAULT, authority, "elsewhere.example")) {
            assertNotTrusted(ends, SslContexts.enrolling(authority.fingerprint()));
            assertNotTrusted(ends, SslContexts.client(Ends.identity(authority, "lab-7")));
        }
    }

    /** Even if the member is called like the coordinator's host: a party's id is no host name. */
    @Test
    void aMembersDoorIsNotTakenForTheCoordinator() throws Exception {
        CertificateAuthority authority = CertificateAuthority.inMemory(Clock.systemUTC());
        SslContext door = SslContexts.door(Ends.identity(authority, "127.0.0.1"));
        try (Ends ends = new Ends(LinkLimits.DEFAULT, authority, door)) {
            assertNotTrusted(ends, SslContexts.client(Ends.identity(authority, "lab-7")));
            assertNotTrusted(ends, SslContexts.enrolling(authority.fingerprint()));
        }
    }

    @Test
    void anotherApplicationProtocolIsRefused() throws Exception {
        try (Ends ends = new Ends()) {
            assertThatThrownBy(() -> ends.connect(Attackers.speaking("h2"))).isInstanceOf(LinkException.class);
            assertThatThrownBy(() -> ends.connect(Attackers.speakingNoProtocol()))
                    .isInstanceOf(LinkException.class);
            assertThat(ends.atServer.connected).isEmpty();
        }
    }

    @Test
    void aPortWhereNobodyListensIsSaidSo() throws Exception {
        Ends ends = new Ends();
        try (ends) {
            ends.server.close();

            assertThatThrownBy(ends::anonymous).satisfies(thrown -> {
                Closing how = ((LinkException) thrown).closing();
                assertThat(how.kind()).isEqualTo(Kind.UNREACHABLE);
                assertThat(how.text()).contains("nobody answers");
            });
        }
    }

    private static void assertNotTrusted(Ends ends, SslContext tls) {
        assertThatThrownBy(() -> ends.connect(tls))
                .satisfies(thrown ->
                        assertThat(((LinkException) thrown).closing().kind()).isEqualTo(Kind.NOT_TRUSTED_BY_US));
        assertThat(ends.atServer.connected).isEmpty();
    }
}
