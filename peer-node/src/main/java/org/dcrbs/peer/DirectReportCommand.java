package org.dcrbs.peer;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.Home;
import org.dcrbs.peer.direct.DirectNode;
import org.dcrbs.peer.direct.book.Books;
import org.dcrbs.peer.direct.book.Entry;
import org.dcrbs.peer.direct.book.Reported;
import org.dcrbs.peer.direct.book.TradeReport;
import org.dcrbs.peer.link.ErrandRefusedException;
import org.dcrbs.peer.link.Errands;
import org.dcrbs.protocol.tls.Fingerprint;
import org.dcrbs.protocol.v1.Errand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells the coordinator what was traded without it. */
@Command(
        name = "report",
        description =
                "Reports settled deals to your coordinator, which keeps the signed contracts and receipts as a record."
                        + " No credits move. What it has been told is not told again.",
        mixinStandardHelpOptions = true)
final class DirectReportCommand extends MemberCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "DEAL",
            description = "Numbers of deals, as 'direct books' lists them. By default all that are settled.")
    private List<String> deals = List.of();

    @Override
    int run(Home home, Member member, PrintWriter out) throws ConfigException, IOException, InterruptedException {
        DirectNode node = DirectNode.open(home, Clock.systemUTC());
        TradeReport report = new TradeReport(
                node.key(), Fingerprint.of(member.identity().authority()).toString(), member.party());
        Reported reported = Reported.open(node.folder(), report);
        List<Entry> due = new ArrayList<>();
        List<Entry> chosen = chosen(node.books());
        for (Entry entry : chosen) {
            if (!reported.has(entry)) {
                due.add(entry);
            } else if (!deals.isEmpty()) {
                out.println("deal " + entry.deal() + " was reported before");
            }
        }
        if (chosen.isEmpty()) {
            out.println("nothing to report: no deal is settled");
            return 0;
        }
        if (due.isEmpty()) {
            out.println("nothing to report: " + chosen.size() + " settled deals, all reported before");
            return 0;
        }
        return member.ask(errands -> send(due, report, reported, errands, out));
    }

    private List<Entry> chosen(Books books) throws ConfigException, IOException {
        if (deals.isEmpty()) {
            return books.all().stream().filter(Entry::complete).toList();
        }
        List<Entry> chosen = new ArrayList<>();
        for (String deal : new LinkedHashSet<>(deals)) {
            Entry entry = find(books, deal);
            if (!entry.complete()) {
                throw new ConfigException("deal " + deal + " is not settled but " + entry.state(Instant.now())
                        + ": nothing was reported");
            }
            chosen.add(entry);
        }
        return chosen;
    }

    private static Entry find(Books books, String deal) throws ConfigException, IOException {
        try {
            return books.find(deal)
                    .orElseThrow(() -> new ConfigException("there is no deal " + deal + " in the books: direct books"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What one deal is refused for need not hold for the next; a line that breaks ends it, and the rest stays due. */
    private int send(List<Entry> due, TradeReport report, Reported reported, Errands errands, PrintWriter out)
            throws IOException, InterruptedException {
        int code = 0;
        for (Entry entry : due) {
            try {
                errands.run(Errand.newBuilder().setReportTrade(report.of(entry)));
                reported.note(entry);
                out.println("deal " + entry.deal() + " is reported");
                out.flush();
            } catch (ErrandRefusedException e) {
                code = say(RunCommand.REFUSED, "deal " + entry.deal() + " is not reported; " + e.getMessage());
            }
        }
        return code;
    }
}
