package org.dcrbs.peer.direct.document;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Window;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;

/** What the documents write alike: times in seconds since 1970, amounts in micro-credits as text, hashes in hexadecimal. */
public final class Texts {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    /** The year 9999 ends then. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private Texts() {}

    public static Credits credits(JsonFields fields, String name) {
        return Credits.micro(fields.whole(name, 0, Credits.MOST.micro()));
    }

    static Json credits(Credits amount) {
        return new Json.Text(Long.toString(amount.micro()));
    }

    static Instant time(JsonFields fields, String name) {
        return Instant.ofEpochSecond(fields.whole(name, 0, LAST_SECOND));
    }

    static Window window(JsonFields fields) {
        return new Window(time(fields.only("from", "until"), "from"), time(fields, "until"));
    }

    static Json.Members window(Window window) {
        return Json.object()
                .with("from", window.from().getEpochSecond())
                .with("until", window.until().getEpochSecond());
    }

    static String sha256(JsonFields fields, String name) {
        String hex = fields.text(name);
        if (!SHA256.matcher(hex).matches()) {
            throw fields.problem(name, "want 64 hexadecimal digits in lower case");
        }
        return hex;
    }

    /** The SHA-256 of the bytes, in hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Somebody else's text, fit for a line of a message or of the terminal. */
    public static String brief(String text) {
        return brief(text, 80);
    }

    /** @param most characters, at least 4 */
    public static String brief(String text, int most) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return line.length() <= most ? line : line.substring(0, most - 3) + "...";
    }
}
