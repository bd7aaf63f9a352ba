package org.dcrbs.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void itIsTheSameAfterARestart() throws IOException {
        CertificateAuthority first = CertificateAuthority.openOrCreate(folder, CLOCK);

        CertificateAuthority second = CertificateAuthority.openOrCreate(folder, CLOCK);

        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    }

    @Test
    void itsKeyIsReadableByItsOwnerOnly() throws IOException {
        CertificateAuthority.openOrCreate(folder, CLOCK);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("authority.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyOfAnotherAuthorityIsNoticed() throws IOException {
        CertificateAuthority.openOrCreate(folder.resolve("a"), CLOCK);
        CertificateAuthority.openOrCreate(folder.resolve("b"), CLOCK);
        Files.copy(
                folder.resolve("b/authority.key"),
                folder.resolve("a/authority.key"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> CertificateAuthority.openOrCreate(folder.resolve("a"), CLOCK))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("do not belong together");
    }

    @Test
    void aPeersCertificateSaysWhoItIsAndWhatItMay() throws Exception {
        CertificateAuthority authority = CertificateAuthority.inMemory(CLOCK);

        X509Certificate signed = authority.signPeer(PeerKey.generate().certificateRequest(), new PeerName("lab-7"));

        signed.verify(authority.certificate().getPublicKey());
        assertThat(PeerName.of(signed)).contains(new PeerName("lab-7"));
        assertThat(signed.getExtendedKeyUsage())
                .as("may dial as a client, and stand at its own door")
                .containsExactly("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1");
        assertThat(signed.getBasicConstraints()).as("may sign nothing").isEqualTo(-1);
        assertThat(signed.getNotAfter()).isEqualTo(NOW.plus(Duration.ofDays(30)));
        assertThat(signed.getSerialNumber().bitLength()).isBetween(64, 120);
    }

    @Test
    void aRequestSignedByAnotherKeyIsRefused() throws Exception {
        KeyPair shown = Elliptic.generate();
        KeyPair used = Elliptic.generate();

        assertRefused(request(shown, used, "SHA256withECDSA"), "not signed by its own key");
    }

    @Test
    void aRequestForAnotherKindOfKeyIsRefused() throws Exception {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();

        assertRefused(request(rsa, rsa, "SHA256withRSA"), "not on P-256");
    }

    @Test
    void garbageIsRefused() {
        assertRefused(new byte[] {1, 2, 3}, "cannot be read");
        assertRefused(new byte[5000], "5000 bytes, more than 4096");
    }

    @Test
    void aPartyIdThatCouldPassForAnotherIsNoPartyId() {
        assertThatThrownBy(() -> new PeerName("a/../b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PeerName("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdentityIsTheSameAfterARestart() throws Exception {
        CertificateAuthority authority = CertificateAuthority.inMemory(CLOCK);
        PeerKey key = PeerKey.loadOrCreate(folder);
        byte[] signed = authority
                .signPeer(key.certificateRequest(), new PeerName("lab-7"))
                .getEncoded();
        PeerIdentity identity = PeerIdentity.enrolled(
                key, List.of(signed, authority.certificate().getEncoded()));

        identity.store(folder);

        PeerIdentity read = PeerIdentity.load(folder).orElseThrow();
        assertThat(read.name()).isEqualTo(new PeerName("lab-7"));
        assertThat(read.certificate()).isEqualTo(identity.certificate());
        assertThat(read.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(30)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("peer.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aCertificateForAnotherKeyIsNoIdentity() throws Exception {
        CertificateAuthority authority = CertificateAuthority.inMemory(CLOCK);
        byte[] signed = authority
                .signPeer(PeerKey.generate().certificateRequest(), new PeerName("lab-7"))
                .getEncoded();

        assertThatThrownBy(() -> PeerIdentity.enrolled(
                        PeerKey.generate(),
                        List.of(signed, authority.certificate().getEncoded())))
                .hasMessage("the certificate is for another key than the node's");
    }

    private static void assertRefused(byte[] request, String why) {
        CertificateAuthority authority = CertificateAuthority.inMemory(CLOCK);
        assertThatThrownBy(() -> authority.signPeer(request, new PeerName("lab-7")))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining(why);
    }

    private static byte[] request(KeyPair shown, KeyPair used, String algorithm) throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), shown.getPublic())
                .build(new JcaContentSignerBuilder(algorithm).build(used.getPrivate()))
                .getEncoded();
    }
}
