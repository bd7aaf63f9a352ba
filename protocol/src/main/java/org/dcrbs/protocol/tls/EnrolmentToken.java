package org.dcrbs.protocol.tls;

import com.google.protobuf.ByteString;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * What an operator hands a new member: a one-time secret, and the fingerprint of the authority so that the first
 * connection already knows whom it talks to. As text: {@code dcrbs-<secret>.<fingerprint>}, both base64url.
 */
public record EnrolmentToken(ByteString secret, Fingerprint authority) {
    private static final String PREFIX = "dcrbs-";
    private static final int LEAST_SECRET_BYTES = 16;
    private static final int MOST_SECRET_BYTES = 64;
    private static final int ISSUED_SECRET_BYTES = 32;

    public EnrolmentToken {
        if (secret.size() < LEAST_SECRET_BYTES || secret.size() > MOST_SECRET_BYTES) {
            throw new IllegalArgumentException("the token's secret has " + secret.size() + " bytes, not "
                    + LEAST_SECRET_BYTES + " to " + MOST_SECRET_BYTES + "; was it copied whole?");
        }
    }

    /** A new token; {@code random} must be cryptographically strong outside tests. */
    public static EnrolmentToken issue(RandomGenerator random, Fingerprint authority) {
        byte[] secret = new byte[ISSUED_SECRET_BYTES];
        random.nextBytes(secret);
        return new EnrolmentToken(ByteString.copyFrom(secret), authority);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException saying what is wrong with the text, without repeating it
     */
    public static EnrolmentToken parse(String text) {
        String token = text.strip();
        if (!token.startsWith(PREFIX)) {
            throw new IllegalArgumentException("an enrolment token begins with " + PREFIX);
        }
        int dot = token.indexOf('.');
        if (dot < 0 || dot != token.lastIndexOf('.')) {
            throw new IllegalArgumentException(
                    "an enrolment token has two parts with one dot between them; was it copied whole?");
        }
        ByteString secret = part("first", token.substring(PREFIX.length(), dot));
        ByteString fingerprint = part("second", token.substring(dot + 1));
        if (fingerprint.size() != Fingerprint.BYTES) {
            throw new IllegalArgumentException("the token's second part has " + fingerprint.size() + " bytes, not "
                    + Fingerprint.BYTES + "; was it copied whole?");
        }
        return new EnrolmentToken(secret, new Fingerprint(fingerprint));
    }

    /** The text to hand over, secret and all. */
    public String text() {
        return PREFIX + encode(secret) + "." + encode(authority.sha256());
    }

    /** Safe to log. */
    @Override
    public String toString() {
        return PREFIX + "***." + encode(authority.sha256());
    }

    private static String encode(ByteString bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private static ByteString part(String which, String text) {
        try {
            return ByteString.copyFrom(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the token's " + which + " part is not base64url", e);
        }
    }
}
