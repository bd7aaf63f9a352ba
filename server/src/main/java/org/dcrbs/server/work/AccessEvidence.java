package org.dcrbs.server.work;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.dcrbs.market.PartyId;
import org.dcrbs.protocol.v1.Errand.ReportAccess;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.store.Documents;
import org.dcrbs.server.store.Store;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What others than the giver say of leased lines: lessees report, and the coordinator has its own address fetched. */
@Component
class AccessEvidence {
    /** Runs of the lessee's program that are told apart; nobody starts it more often in a lease. */
    private static final int MOST_RUNS = 100;

    private final Documents reports;
    private final OrderStore orders;
    private final MarketJson json;
    private final Checks checks;
    private final String probeUrl;

    /** @param probeUrl where members' nodes reach this coordinator's page and API; empty: they are not asked to */
    AccessEvidence(
            Store store,
            OrderStore orders,
            MarketJson json,
            Checks checks,
            @Value("${dcrbs.probe-url:}") String probeUrl) {
        this.reports = store.collection("accessReports");
        this.orders = orders;
        this.json = json;
        this.checks = checks;
        this.probeUrl = probeUrl.replaceFirst("/+$", "");
    }

    /** What the lessee says of one lease, by the runs of its program. */
    record Report(Map<String, LineFigures> runs) {
        Report {
            runs = Map.copyOf(runs);
        }

        LineFigures total() {
            return runs.values().stream().reduce(LineFigures.NONE, LineFigures::plus);
        }
    }

    /** Takes the lessee's report; it takes the place of what the same run of its program said before. */
    void take(PartyId party, ReportAccess report) {
        Order order = orders.find(report.getOrderId())
                .filter(one -> one.order().hasAccess())
                .filter(one -> one.order().getLessee().equals(party.value()))
                .orElseThrow(() -> new BadInputException("no line is leased to you by order " + report.getOrderId()));
        LineFigures figures = figures(report);
        String run = HexFormat.of().toHexDigits(report.getRun());
        reports.insertIfAbsent(document(order.id(), new Report(Map.of())));
        reports.update(order.id(), document -> {
            Map<String, LineFigures> runs = new TreeMap<>(report(document).runs());
            runs.put(run, figures);
            if (runs.size() > MOST_RUNS) {
                throw new BadInputException("more than " + MOST_RUNS + " runs have reported on " + order.id());
            }
            return document(order.id(), new Report(runs));
        });
    }

    private static LineFigures figures(ReportAccess report) {
        try {
            return LineFigures.of(report.getFigures());
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What the lessee says of the order's lease, over all; empty if it has said nothing. */
    Optional<LineFigures> ofLessee(String order) {
        return reports.find(order).map(document -> report(document).total());
    }

    /** What the node that probes by the order is to fetch; empty if the operator has not said where. */
    Optional<String> probe(String order) {
        return probeUrl.isEmpty()
                ? Optional.empty()
                : Optional.of(probeUrl + ProbeController.PATH + "/" + ticket(order) + "?order="
                        + URLEncoder.encode(order, StandardCharsets.UTF_8));
    }

    /** Whether a probe by the order is under way, and this its ticket. */
    boolean isProbe(String order, String ticket) {
        return ticket.equals(ticket(order))
                && orders.find(order)
                        .filter(one ->
                                one.state() == Order.State.OPEN && one.order().hasAccessProbe())
                        .isPresent();
    }

    private String ticket(String order) {
        return HexFormat.of().toHexDigits(checks.draw("ticket/" + order));
    }

    /** Of the bytes of the order's probe: a secret, so that only who has fetched them can tell their digest. */
    long seed(String order) {
        return checks.draw("bytes/" + order);
    }

    private Document document(String order, Report report) {
        return new Document("_id", order).append("body", json.document(report));
    }

    private Report report(Document document) {
        return json.value(document.get("body", Document.class), Report.class);
    }
}
