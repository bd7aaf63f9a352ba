package org.dcrbs.server.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dcrbs.market.Category;
import org.dcrbs.market.Commission;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.Credits;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;
import org.dcrbs.market.Window;
import org.dcrbs.server.report.RoundReport.Deal;
import org.dcrbs.server.report.RoundReport.Delivery;
import org.dcrbs.server.report.RoundReport.LeftOut;
import org.dcrbs.server.report.RoundReport.Standing;
import org.dcrbs.server.round.RoundResult;

/** The account of a made-up round in which the studio got a file and the lab's name is a trap. */
final class Samples {
    static final PartyId LAB = new PartyId("lab");
    static final PartyId STUDIO = new PartyId("studio");

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Samples() {}

    static RoundReport report() {
        return new RoundReport(
                new RoundId("r-0001"),
                RoundStage.CLOSED,
                Optional.empty(),
                Map.of(RoundStage.COLLECT, START, RoundStage.CLOSED, START.plusSeconds(5)),
                Optional.of("shipped-1"),
                Optional.of(new RoundResult(
                        2,
                        1,
                        2,
                        2,
                        1,
                        1,
                        1,
                        Credits.of(3),
                        Credits.of(4),
                        0.25,
                        "LAGRANGIAN",
                        Credits.of(2),
                        0.5,
                        Map.of())),
                List.of(new Deal(
                        new ContractId("r-0001.lab+studio"),
                        "Settled",
                        Optional.empty(),
                        List.of(delivery("file <b>&amp.csv")),
                        List.of(new Commission(STUDIO, Credits.parse("0.25"))))),
                List.of(new LeftOut(
                        new ListingId("lab.wish"),
                        Optional.of(LAB),
                        List.of("first reason", "second reason", "third reason", "fourth reason"))),
                List.of(new ListingId("lab.film")),
                List.of(
                        new Standing(
                                LAB,
                                "<script>alert(1)</script>",
                                Credits.of(2),
                                Credits.ZERO,
                                Credits.ZERO,
                                Credits.of(2)),
                        new Standing(
                                STUDIO,
                                "Studio",
                                Credits.ZERO,
                                Credits.of(2),
                                Credits.parse("-0.25"),
                                Credits.parse("-2.25"))),
                Credits.ZERO);
    }

    private static Delivery delivery(String what) {
        return new Delivery(
                "r-0001.lab+studio/1",
                LAB,
                STUDIO,
                new ListingId("lab.file"),
                new ListingId("studio.d"),
                "colours",
                Category.FILE,
                what,
                new Window(START, START.plusSeconds(3600)),
                Credits.of(1),
                Credits.of(2),
                Credits.of(4),
                true,
                List.of("paid is the middle: 2"));
    }
}
