package org.dcrbs.protocol.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A private key with its certificate and the authority's, in that order. */
public record Issued(PrivateKey key, List<X509Certificate> chain) {
    public Issued {
        chain = List.copyOf(chain);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Issued[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
