package org.dcrbs.protocol.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate being written; signed once. */
final class CertificateDraft {
    /** Clocks of members' machines differ; a certificate is good a little before it was made. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final int SERIAL_BITS = 120;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final X500Name AUTHORITY_NAME = commonName("DCRBS authority");

    private final @Nullable X509Certificate issuer;
    private final PublicKey key;
    private final Instant now;
    private X500Name subject = AUTHORITY_NAME;
    private List<KeyPurposeId> purposes = List.of();
    private List<GeneralName> names = List.of();

    private CertificateDraft(@Nullable X509Certificate issuer, PublicKey key, Instant now) {
        this.issuer = issuer;
        this.key = key;
        this.now = now;
    }

    static CertificateDraft authority(PublicKey key, Instant now) {
        return new CertificateDraft(null, key, now);
    }

    static CertificateDraft signedBy(X509Certificate issuer, PublicKey key, Instant now) {
        return new CertificateDraft(issuer, key, now);
    }

    /** One that vouches for itself and for nobody else: whoever trusts it knows its key. */
    static CertificateDraft selfMade(PublicKey key, PeerName name, Instant now) {
        return new CertificateDraft(null, key, now)
                .subject("DCRBS peer")
                .names(List.of(new GeneralName(GeneralName.uniformResourceIdentifier, name.urn())));
    }

    CertificateDraft subject(String name) {
        subject = commonName(name);
        return this;
    }

    CertificateDraft purposes(KeyPurposeId... only) {
        purposes = List.of(only);
        return this;
    }

    CertificateDraft names(List<GeneralName> alternatives) {
        names = List.copyOf(alternatives);
        return this;
    }

    X509Certificate sign(PrivateKey issuersKey, Duration life) {
        try {
            Date from = Date.from(now.minus(CLOCK_SKEW));
            Date until = Date.from(now.plus(life));
            BigInteger serial = new BigInteger(SERIAL_BITS, RANDOM);
            JcaX509v3CertificateBuilder builder = issuer == null
                    ? new JcaX509v3CertificateBuilder(subject, serial, from, until, subject, key)
                    : new JcaX509v3CertificateBuilder(issuer, serial, from, until, subject, key);
            addExtensions(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder(signature(issuersKey)).build(issuersKey)));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("cannot sign a certificate for " + subject, e);
        }
    }

    private static String signature(PrivateKey key) {
        return key.getAlgorithm().equals("EC") ? Elliptic.SIGNATURE : "Ed25519";
    }

    private void addExtensions(JcaX509v3CertificateBuilder builder) throws GeneralSecurityException, CertIOException {
        JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
        boolean authority = issuer == null && names.isEmpty();
        if (authority) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return;
        }
        if (issuer != null) {
            builder.addExtension(Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(issuer));
        }
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        if (!purposes.isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
        }
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
    }

    private static X500Name commonName(String name) {
        return new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    }
}
