package org.dcrbs.peer.lease;

import java.time.Clock;
import java.util.List;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.dcrbs.protocol.tls.PeerIdentity;
import org.dcrbs.protocol.tls.PeerKey;
import org.dcrbs.protocol.tls.PeerName;

/** Members of one co-operative, for tests. */
public final class Members {
    private final CertificateAuthority authority = CertificateAuthority.inMemory(Clock.systemUTC());

    public PeerIdentity member(String party) throws Exception {
        PeerKey key = PeerKey.generate();
        byte[] signed = authority
                .signPeer(key.certificateRequest(), new PeerName(party))
                .getEncoded();
        return PeerIdentity.enrolled(
                key, List.of(signed, authority.certificate().getEncoded()));
    }
}
