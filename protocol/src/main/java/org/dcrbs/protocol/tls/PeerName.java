package org.dcrbs.protocol.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A party's id as its certificate carries it: the URI {@code urn:dcrbs:peer:<partyId>}. */
public record PeerName(String partyId) {
    private static final String PREFIX = "urn:dcrbs:peer:";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Integer URI = 6;

    public PeerName {
        if (!PLAIN.matcher(partyId).matches()) {
            throw new IllegalArgumentException(
                    "party id '" + partyId + "' is not 1 to 64 letters, digits, dots, dashes or underscores");
        }
    }

    public String urn() {
        return PREFIX + partyId;
    }

    /** Empty if the certificate names no peer, or more than one. */
    public static Optional<PeerName> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            List<String> uris = names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> URI.equals(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
            if (uris.size() != 1 || !uris.get(0).startsWith(PREFIX)) {
                return Optional.empty();
            }
            String partyId = uris.get(0).substring(PREFIX.length());
            return PLAIN.matcher(partyId).matches() ? Optional.of(new PeerName(partyId)) : Optional.empty();
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
    }
}
