package org.dcrbs.peer.direct.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.dcrbs.market.Credits;
import org.dcrbs.peer.direct.DirectNode;
import org.dcrbs.peer.direct.book.Contact;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.book.Statement;
import org.dcrbs.peer.direct.document.LegDraft;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the books, writes a statement of them, or holds a partner's statement against them. */
@Command(
        name = "books",
        description = "Shows contracts, receipts and balances. With --export, writes a statement that this node signs;"
                + " with --check, holds a partner's statement against the own books, to the micro-credit.",
        mixinStandardHelpOptions = true)
final class BooksCommand extends Direct {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One partner; by default all.")
    private @Nullable String name;

    @ArgGroup
    private @Nullable Act act;

    /** At most one of the two. */
    private static final class Act {
        @Option(names = "--export", paramLabel = "FILE", description = "A new file for the statement; needs NAME.")
        private @Nullable Path export;

        @Option(names = "--check", paramLabel = "FILE", description = "The partner's statement.")
        private @Nullable Path check;
    }

    @Override
    int run(DirectNode node) throws IOException {
        if (act != null && act.check != null) {
            return check(node, act.check);
        }
        if (act != null && act.export != null) {
            Contact partner = partner(node, name == null ? "" : name);
            byte[] bytes = Statement.of(node.books(), partner.key()).signed(node.key());
            Files.write(act.export, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            say("statement of " + bytes.length + " bytes written; " + balance(node, partner));
            return 0;
        }
        List<Contact> partners = name == null ? node.contacts().all() : List.of(partner(node, name));
        for (Contact partner : partners) {
            say(partner.name() + ": " + balance(node, partner) + ", may owe " + partner.limit());
            for (Entry entry : node.books().with(partner.key())) {
                show(node, entry);
            }
        }
        return 0;
    }

    static String balance(DirectNode node, Contact partner) throws IOException {
        Credits balance = node.books().balance(partner.key());
        return balance.isNegative()
                ? "this node owes " + partner.name() + " " + balance.negate()
                : partner.name() + " owes this node " + balance;
    }

    private int check(DirectNode node, Path file) throws IOException {
        Statement statement = Statement.read(Files.readAllBytes(file));
        String who = node.contacts()
                .of(statement.by())
                .map(Contact::name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the statement is by " + statement.by() + ", whom this node does not know"));
        List<String> differences = statement.differences(node.books());
        for (String difference : differences) {
            say(difference);
        }
        if (differences.isEmpty()) {
            say("the books of " + who + " agree with these: "
                    + statement.entries().size() + " contracts, balance "
                    + statement.balance().negate());
        }
        return differences.isEmpty() ? 0 : NO;
    }

    private void show(DirectNode node, Entry entry) {
        say("  " + entry.contract().draft().made() + "  deal " + entry.deal() + ", " + entry.state(Instant.now()));
        for (int leg = 1; leg <= entry.contract().draft().legs().size(); leg++) {
            LegDraft draft = entry.contract().draft().leg(leg);
            boolean giving = draft.giver().equals(node.books().own());
            String receipt = entry.settled(leg)
                    .map(signed -> (signed.receipt().done() ? "delivered" : "came to nothing") + ", "
                            + signed.receipt().owed() + " owed, receipt signed by both")
                    .orElse("no receipt of both");
            say("    " + (giving ? "given: " : "got: ") + draft.words() + " for "
                    + entry.contract().worth(leg) + "; " + receipt);
        }
    }
}
