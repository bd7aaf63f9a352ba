package org.dcrbs.protocol.link;

import io.netty.handler.ssl.SslHandler;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.dcrbs.protocol.tls.SslContexts;

/**
 * What the other side showed, as bytes. A parsed certificate takes several times as much, for as long as the connection
 * stands, and is looked at a few times in all.
 */
final class ShownCertificate {
    private final byte[] der;

    private ShownCertificate(byte[] der) {
        this.der = der;
    }

    /** After the handshake; empty if there was none. */
    static Optional<ShownCertificate> of(SslHandler tls) throws CertificateException {
        Optional<X509Certificate> shown = SslContexts.shown(tls);
        return shown.isPresent() ? Optional.of(new ShownCertificate(shown.get().getEncoded())) : Optional.empty();
    }

    X509Certificate parsed() {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalStateException("the handshake let pass what is no certificate", e);
        }
    }
}
