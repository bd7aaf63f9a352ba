package org.dcrbs.protocol.tls;

import java.net.Socket;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.dcrbs.protocol.proof.OpenKey;

/**
 * Trusts whoever proves to hold one of the known keys, for either end. TLS itself proves that the other side holds the
 * certificate's key; who vouches for the certificate, and for which host, doesn't matter, since the key was told beforehand.
 */
final class PinnedKeys extends X509ExtendedTrustManager {
    private final Predicate<OpenKey> known;

    PinnedKeys(Predicate<OpenKey> known) {
        this.known = known;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length != 1) {
            throw new CertificateException("want one self-made certificate, not " + chain.length);
        }
        OpenKey key = key(chain[0].getPublicKey());
        // The name is what the session goes by, so it must be the key's.
        if (!PeerName.of(chain[0]).equals(Optional.of(new PeerName(key.hex())))) {
            throw new CertificateException("the certificate's name is not its key " + key);
        }
        if (!known.test(key)) {
            throw new CertificateException("the key " + key + " is not one that is known here");
        }
    }

    private static OpenKey key(PublicKey key) throws CertificateException {
        try {
            return OpenKey.of(key);
        } catch (IllegalArgumentException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
