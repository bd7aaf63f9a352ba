package org.dcrbs.peer.execute.peripheral;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How far a printer has come with an order; on the disk before the next step, so that a crash prints nothing twice. */
sealed interface PrintNote {
    /** About to be sent, or sent without an answer. */
    record Sending(URI printer) implements PrintNote {}

    record Sent(URI printer, int job) implements PrintNote {}

    record Printed(String receipt) implements PrintNote {}

    default byte[] bytes() {
        String text;
        if (this instanceof Sending sending) {
            text = "sending\n" + sending.printer;
        } else if (this instanceof Sent sent) {
            text = "sent\n" + sent.printer + "\n" + sent.job;
        } else {
            text = "printed\n" + ((Printed) this).receipt;
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Optional<PrintNote> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            return Optional.of(
                    switch (lines.get(0)) {
                        case "sending" -> new Sending(URI.create(lines.get(1)));
                        case "sent" -> new Sent(URI.create(lines.get(1)), Integer.parseInt(lines.get(2)));
                        case "printed" -> new Printed(lines.get(1));
                        default -> throw new IllegalArgumentException(lines.get(0));
                    });
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DeviceException("what is noted of the order in " + file + " can't be understood", e);
        }
    }
}
