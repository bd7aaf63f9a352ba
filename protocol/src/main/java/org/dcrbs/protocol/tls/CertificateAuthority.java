package org.dcrbs.protocol.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * The coordinator's own certificate authority. It signs two kinds of certificate: the coordinator's, for its host
 * names, and the peers', for their party ids. Neither can sign further ones.
 */
public final class CertificateAuthority {
    /** A peer's certificate; short, because it is renewed over the live session. */
    public static final Duration PEER_LIFE = Duration.ofDays(30);

    static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    /** Issued anew at every start of the coordinator, so this is the longest it may run. */
    static final Duration SERVER_LIFE = Duration.ofDays(397);

    private static final int LARGEST_REQUEST_BYTES = 4096;
    private static final String KEY_FILE = "authority.key";
    private static final String CERTIFICATE_FILE = "authority.pem";

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Clock clock;

    private CertificateAuthority(PrivateKey key, X509Certificate certificate, Clock clock) {
        this.key = key;
        this.certificate = certificate;
        this.clock = clock;
    }

    /** Loads the authority kept in the folder, or makes one there if the folder holds none. */
    public static CertificateAuthority openOrCreate(Path folder, Clock clock) throws IOException {
        Path keyFile = folder.resolve(KEY_FILE);
        Path certificateFile = folder.resolve(CERTIFICATE_FILE);
        // The certificate is written last: with it, the authority is whole.
        if (Files.exists(certificateFile)) {
            return load(keyFile, certificateFile, clock);
        }
        CertificateAuthority created = inMemory(clock);
        SafeFiles.write(keyFile, Pem.of(created.key));
        SafeFiles.write(certificateFile, Pem.of(List.of(created.certificate)));
        return created;
    }

    /** An authority that is gone when the program ends. */
    public static CertificateAuthority inMemory(Clock clock) {
        KeyPair pair = Elliptic.generate();
        X509Certificate certificate =
                CertificateDraft.authority(pair.getPublic(), clock.instant()).sign(pair.getPrivate(), AUTHORITY_LIFE);
        return new CertificateAuthority(pair.getPrivate(), certificate, clock);
    }

    private static CertificateAuthority load(Path keyFile, Path certificateFile, Clock clock) throws IOException {
        try {
            PrivateKey key = Pem.ellipticKey(Files.readAllBytes(keyFile));
            X509Certificate certificate =
                    Pem.certificates(Files.readAllBytes(certificateFile)).get(0);
            if (!Elliptic.pair(key, certificate.getPublicKey())) {
                throw new IOException(keyFile + " and " + certificateFile + " do not belong together");
            }
            return new CertificateAuthority(key, certificate, clock);
        } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
            throw new IOException("cannot read the authority from " + keyFile + " and " + certificateFile, e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate);
    }

    /** The coordinator's certificate for these host names and IP addresses, with a new key. */
    public Issued issueServer(List<String> hosts) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("the coordinator's certificate needs a host name or IP address");
        }
        KeyPair pair = Elliptic.generate();
        X509Certificate issued = CertificateDraft.signedBy(certificate, pair.getPublic(), clock.instant())
                .subject("DCRBS coordinator")
                .purposes(KeyPurposeId.id_kp_serverAuth)
                .names(hosts.stream().map(CertificateAuthority::hostName).toList())
                .sign(key, SERVER_LIFE);
        return new Issued(pair.getPrivate(), List.of(issued, certificate));
    }

    /**
     * Signs a peer's PKCS#10 request. Only its key is taken from it, and only if the request proves that the asker holds
     * the private half; name and rights are the authority's to give.
     */
    public X509Certificate signPeer(byte[] request, PeerName peer) throws RequestRefusedException {
        PublicKey peerKey = provenKey(request);
        return CertificateDraft.signedBy(certificate, peerKey, clock.instant())
                // No host is named like that: whoever checks host names must not take the node for the coordinator.
                .subject("DCRBS peer")
                .purposes(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth)
                .names(List.of(new GeneralName(GeneralName.uniformResourceIdentifier, peer.urn())))
                .sign(key, PEER_LIFE);
    }

    /** The key that a peer's PKCS#10 request is about; refused unless the asker has proven to hold its private half. */
    public static PublicKey provenKey(byte[] request) throws RequestRefusedException {
        if (request.length > LARGEST_REQUEST_BYTES) {
            throw new RequestRefusedException(
                    "the certificate request has " + request.length + " bytes, more than " + LARGEST_REQUEST_BYTES);
        }
        try {
            JcaPKCS10CertificationRequest parsed = new JcaPKCS10CertificationRequest(request);
            PublicKey asked = parsed.getPublicKey();
            if (!Elliptic.onCurve(asked)) {
                throw new RequestRefusedException("the certificate request's key is not on P-256");
            }
            if (!parsed.isSignatureValid(new JcaContentVerifierProviderBuilder().build(asked))) {
                throw new RequestRefusedException("the certificate request is not signed by its own key");
            }
            return asked;
        } catch (IOException
                | GeneralSecurityException
                | PKCSException
                | OperatorCreationException
                | IllegalArgumentException e) {
            throw new RequestRefusedException("the certificate request cannot be read");
        }
    }

    private static GeneralName hostName(String host) {
        boolean address = org.bouncycastle.util.IPAddress.isValid(host);
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }
}
