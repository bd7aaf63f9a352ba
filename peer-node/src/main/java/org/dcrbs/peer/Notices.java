package org.dcrbs.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.dcrbs.protocol.v1.ContractNotice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the owner what happens to contracts, in the log and in a file that stays. */
final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final Path file;
    private final Clock clock;

    Notices(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    synchronized void add(ContractNotice notice) throws IOException {
        String line = "Contract " + plain(notice.getContractId()) + " is " + plain(notice.getState())
                + (notice.getText().isEmpty() ? "" : ": " + plain(notice.getText()));
        LOG.info("{}", line);
        Files.writeString(
                file,
                clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + line + System.lineSeparator(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** One line stays one line. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
