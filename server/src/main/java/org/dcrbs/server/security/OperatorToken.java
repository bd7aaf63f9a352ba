package org.dcrbs.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.bson.Document;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.stereotype.Component;

/**
 * The one token that opens the API and the page. It has 256 random bits, so that a plain hash of it, which is all that is
 * kept, gives nothing away.
 */
@Component
public class OperatorToken {
    private static final String ID = "operator";
    private static final int BYTES = 32;

    private final Documents documents;
    private final SecureRandom random = new SecureRandom();

    public OperatorToken(Store store) {
        this.documents = store.collection("tokens");
    }

    /** The token if this is the first time that one is made; afterwards nobody can tell it any more. */
    public Optional<String> issueFirst() {
        String token = fresh();
        return documents.insertIfAbsent(document(token)) ? Optional.of(token) : Optional.empty();
    }

    /** A new token, from now on the only one. */
    public String renew() {
        String token = fresh();
        documents.put(document(token));
        return token;
    }

    /** Whether that is the token; takes as long whichever part of it is wrong. */
    public boolean is(String candidate) {
        return documents
                .find(ID)
                .map(document -> HexFormat.of().parseHex(document.getString("sha256")))
                .map(expected -> MessageDigest.isEqual(expected, sha256(candidate)))
                .orElse(false);
    }

    private String fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Document document(String token) {
        return new Document("_id", ID).append("sha256", HexFormat.of().formatHex(sha256(token)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
