package org.dcrbs.protocol.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An enrolled node: its key, the certificate that names its party, and the authority that it trusts from then on. */
public final class PeerIdentity {
    private static final String CERTIFICATES_FILE = "certificates.pem";

    private final PeerKey key;
    private final PeerName name;
    private final X509Certificate certificate;
    private final X509Certificate authority;

    private PeerIdentity(PeerKey key, PeerName name, X509Certificate certificate, X509Certificate authority) {
        this.key = key;
        this.name = name;
        this.certificate = certificate;
        this.authority = authority;
    }

    /**
     * Joins the node's key with what the coordinator answered: its own certificate, then the authority's, in DER.
     *
     * @throws IdentityException if they do not belong together
     */
    public static PeerIdentity enrolled(PeerKey key, List<byte[]> certificates) throws IdentityException {
        List<X509Certificate> read = new ArrayList<>();
        try {
            for (byte[] der : certificates) {
                read.addAll(Pem.certificates(der));
            }
        } catch (CertificateException e) {
            throw new IdentityException("a certificate cannot be read", e);
        }
        return of(key, read);
    }

    private static PeerIdentity of(PeerKey key, List<X509Certificate> certificates) throws IdentityException {
        if (certificates.size() != 2) {
            throw new IdentityException(
                    "there are " + certificates.size() + " certificates, not the peer's and the " + "authority's");
        }
        X509Certificate certificate = certificates.get(0);
        X509Certificate authority = certificates.get(1);
        try {
            certificate.verify(authority.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IdentityException("the authority did not sign the node's certificate", e);
        }
        if (!certificate.getPublicKey().equals(key.open())) {
            throw new IdentityException("the certificate is for another key than the node's");
        }
        PeerName name =
                PeerName.of(certificate).orElseThrow(() -> new IdentityException("the certificate names no party"));
        return new PeerIdentity(key, name, certificate, authority);
    }

    /** Empty if nobody enrolled there yet. */
    public static Optional<PeerIdentity> load(Path folder) throws IOException {
        Path file = folder.resolve(CERTIFICATES_FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(PeerKey.load(folder), Pem.certificates(Files.readAllBytes(file))));
        } catch (CertificateException | IdentityException e) {
            throw new IOException("cannot read the node's identity in " + folder + ": " + e.getMessage(), e);
        }
    }

    public void store(Path folder) throws IOException {
        key.store(folder);
        SafeFiles.write(folder.resolve(CERTIFICATES_FILE), Pem.of(List.of(certificate, authority)));
    }

    /** Removes certificates and key: nobody is enrolled there any more. */
    public static void forget(Path folder) throws IOException {
        // The certificates first: a key without them is that of a node which has yet to enrol.
        Files.deleteIfExists(folder.resolve(CERTIFICATES_FILE));
        PeerKey.forget(folder);
    }

    public PeerName name() {
        return name;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public X509Certificate authority() {
        return authority;
    }

    public Instant expiresAt() {
        return certificate.getNotAfter().toInstant();
    }

    PrivateKey secret() {
        return key.secret();
    }

    @Override
    public String toString() {
        return "PeerIdentity[" + name.partyId() + ", until " + expiresAt() + "]";
    }
}
