package org.dcrbs.protocol.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCertificateException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Lets in those whom one authority has certified. It does what the JDK's manager does, and tells BoringSSL why not: that
 * one would tell the caller of an "internal error" where the JDK tells it that its certificate is refused.
 */
final class CallersTrust implements X509TrustManager {
    /** X509_V_ERR_CERT_UNTRUSTED of OpenSSL: the caller gets the alert "bad certificate". */
    private static final int CERT_UNTRUSTED = 27;

    private final X509Certificate authority;
    private final X509TrustManager manager;

    CallersTrust(X509Certificate authority) {
        this.authority = authority;
        this.manager = manager(authority);
    }

    private static X509TrustManager manager(X509Certificate authority) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot trust the authority: " + e.getMessage(), e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            manager.checkClientTrusted(chain, authType);
        } catch (CertificateException e) {
            throw OpenSsl.isAvailable()
                    ? new OpenSslCertificateException(String.valueOf(e.getMessage()), e, CERT_UNTRUSTED)
                    : e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this end calls nobody");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[] {authority};
    }
}
