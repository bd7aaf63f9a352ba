package org.dcrbs.peer.owner;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.dcrbs.peer.config.WholeFile;

/**
 * What a running node says of itself for {@code peer status}.
 *
 * @param since when it became so
 * @param workers how many units may run at once
 * @param of how many the share allows at the most
 * @param why there are fewer; empty if there are not
 * @param ownersPercent of all processors, used by the owner's programs
 * @param remark what the owner should know besides, such as a share that was not taken; may be empty
 */
public record Standing(Instant since, int workers, int of, String why, long ownersPercent, String remark) {
    public void write(Path file) throws IOException {
        Properties all = new Properties();
        all.setProperty("since", since.toString());
        all.setProperty("workers", String.valueOf(workers));
        all.setProperty("of", String.valueOf(of));
        all.setProperty("why", why);
        all.setProperty("ownersPercent", String.valueOf(ownersPercent));
        all.setProperty("remark", remark);
        StringWriter text = new StringWriter();
        all.store(text, "Written by the running node");
        WholeFile.write(file, text.toString());
    }

    /** Empty if there is none, or none that can be read. */
    public static Optional<Standing> read(Path file) throws IOException {
        Properties all = new Properties();
        try {
            all.load(new StringReader(Files.readString(file)));
            return Optional.of(new Standing(
                    Instant.parse(all.getProperty("since", "")),
                    Integer.parseInt(all.getProperty("workers", "")),
                    Integer.parseInt(all.getProperty("of", "")),
                    all.getProperty("why", ""),
                    Long.parseLong(all.getProperty("ownersPercent", "")),
                    all.getProperty("remark", "")));
        } catch (NoSuchFileException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** For the owner, in a line. */
    public String text() {
        String now = workers == 0 ? "paused" : workers + " of " + of + " at once";
        return now + (why.isEmpty() ? "" : ": " + why) + " (since " + since + ")";
    }
}
