package org.dcrbs.peer.direct.command;

import com.google.protobuf.ByteString;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.DirectNode;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.buy.NoDealException;
import org.dcrbs.peer.direct.buy.Player;
import org.dcrbs.peer.direct.buy.Wish;
import org.dcrbs.peer.direct.document.WorkUnit;
import org.dcrbs.peer.direct.line.SteadyLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Buys, or barters for, one offer. */
@Command(
        name = "buy",
        description = "Negotiates for a partner's offer by your policy, signs, takes delivery, exchanges receipts and"
                + " books it. What is owed stays in the books of both.",
        mixinStandardHelpOptions = true)
final class BuyCommand extends Direct {
    private static final long MOST_MODULE_BYTES = 4 << 20;

    @Parameters(index = "0", paramLabel = "NAME", description = "The partner.")
    private @Nullable String name;

    @Parameters(index = "1", paramLabel = "OFFER", description = "What 'direct offers' calls it.")
    private @Nullable String offer;

    @Option(names = "--pay", paramLabel = "CREDITS", description = "The most to give; by default what policy says.")
    private @Nullable String pay;

    @Option(names = "--give", paramLabel = "OFFER", description = "A file of your own offers to give for it in kind.")
    private @Nullable String give;

    @Option(names = "--module", paramLabel = "FILE", description = "Of computing power: the WebAssembly module to run.")
    private @Nullable Path module;

    @Option(names = "--input", paramLabel = "HEX", defaultValue = "", description = "Its input: hexadecimal, or @FILE.")
    private String input = "";

    @Option(
            names = "--processors",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many thousandths of a processor; by default ${DEFAULT-VALUE}.")
    private long processors;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "For how long; by default ${DEFAULT-VALUE}.")
    private long seconds;

    @Option(names = "--ask", description = "You make the moves: accept, a worth, no REASON, or auto for your policy.")
    private boolean ask;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "With --ask, who makes them.")
    private String by = "";

    @Option(
            names = "--answer-within",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long either side has for a turn; by default ${DEFAULT-VALUE}.")
    private int answerWithin;

    @Override
    int run(DirectNode node) throws IOException, NoDealException {
        Contact partner = partner(node, name);
        Wish wish = new Wish(
                given(offer),
                Optional.ofNullable(pay).map(Credits::parse),
                Optional.ofNullable(give),
                work(),
                Duration.ofSeconds(within("--answer-within", answerWithin, 1, 86_400)));
        Optional<Player> player = ask ? Optional.of(terminal()) : Optional.empty();
        try (SteadyLine line = node.line(partner)) {
            Entry done = node.buyer(partner, line, this::say).buy(wish, player);
            say("deal " + done.deal() + " is settled; " + BooksCommand.balance(node, partner));
            return 0;
        }
    }

    private Optional<Wish.Work> work() throws IOException {
        Path file = module;
        if (file == null) {
            return Optional.empty();
        }
        if (Files.size(file) > MOST_MODULE_BYTES) {
            throw new IllegalArgumentException(
                    file + " has " + Files.size(file) + " bytes; " + MOST_MODULE_BYTES + " at most");
        }
        return Optional.of(new Wish.Work(
                ByteString.copyFrom(Files.readAllBytes(file)),
                ByteString.copyFrom(inputBytes()),
                within("--processors", processors, 1, 1_000_000),
                within("--seconds", seconds, 1, 7 * 86_400)));
    }

    private byte[] inputBytes() throws IOException {
        byte[] bytes = input.startsWith("@")
                ? Files.readAllBytes(Path.of(input.substring(1)))
                : HexFormat.of().parseHex(input.toLowerCase(Locale.ROOT));
        if (bytes.length > WorkUnit.MOST_INPUT_BYTES) {
            throw new IllegalArgumentException(
                    "the input has " + bytes.length + " bytes; " + WorkUnit.MOST_INPUT_BYTES + " at most");
        }
        return bytes;
    }

    private static long within(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " is " + value + "; want " + least + " to " + most);
        }
        return value;
    }

    private Player terminal() {
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                this::say,
                by,
                Clock.systemUTC());
    }
}
