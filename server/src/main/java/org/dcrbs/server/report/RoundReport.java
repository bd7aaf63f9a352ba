package org.dcrbs.server.report;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dcrbs.market.Category;
import org.dcrbs.market.Commission;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.Credits;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;
import org.dcrbs.market.Window;
import org.dcrbs.server.round.RoundResult;

/**
 * The account of one round.
 *
 * @param reached when it came into each stage
 * @param waiting the demands whose worth people negotiate
 * @param standings how each party fared in the round, and how its account stands now
 * @param sumOfBalances of all accounts, those of escrow too; zero, or the ledger is broken
 */
public record RoundReport(
        RoundId round,
        RoundStage stage,
        Optional<String> failure,
        Map<RoundStage, Instant> reached,
        Optional<String> policyVersion,
        Optional<RoundResult> result,
        List<Deal> deals,
        List<LeftOut> leftOut,
        List<ListingId> waiting,
        List<Standing> standings,
        Credits sumOfBalances) {
    public RoundReport {
        reached = new TreeMap<>(reached);
        deals = List.copyOf(deals);
        leftOut = List.copyOf(leftOut);
        waiting = List.copyOf(waiting);
        standings = List.copyOf(standings);
    }

    /**
     * A contract.
     *
     * @param reason why it ended otherwise than settled
     */
    public record Deal(
            ContractId contract,
            String state,
            Optional<String> reason,
            List<Delivery> deliveries,
            List<Commission> commissions) {
        public Deal {
            deliveries = List.copyOf(deliveries);
            commissions = List.copyOf(commissions);
        }
    }

    /**
     * One leg of a contract.
     *
     * @param what the resource, in words
     * @param why how the worth came about, a line a reason
     */
    public record Delivery(
            String leg,
            PartyId giver,
            PartyId taker,
            ListingId offer,
            ListingId demand,
            String requirement,
            Category category,
            String what,
            Window window,
            Credits reserve,
            Credits worth,
            Credits value,
            boolean delivered,
            List<String> why) {
        public Delivery {
            why = List.copyOf(why);
        }
    }

    /** A demand that stayed unserved. */
    public record LeftOut(ListingId demand, Optional<PartyId> party, List<String> reasons) {
        public LeftOut {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * @param gave the worth of what it delivered in the round
     * @param got the worth of what was delivered to it in the round
     * @param commission what brokering cost it, negative, or earned it
     * @param balance of its account, after all rounds
     */
    public record Standing(
            PartyId party, String name, Credits gave, Credits got, Credits commission, Credits balance) {}

    /** A delivery with the contract that it belongs to. */
    record Row(Deal deal, Delivery delivery) {
        String state() {
            return delivery.delivered() ? "delivered" : deal.state().toLowerCase(Locale.ROOT);
        }
    }

    /** All deliveries, by who gets them. */
    List<Row> rows() {
        return deals.stream()
                .flatMap(deal -> deal.deliveries().stream().map(delivery -> new Row(deal, delivery)))
                .sorted(Comparator.comparing((Row row) -> row.delivery().taker())
                        .thenComparing(row -> row.delivery().giver()))
                .toList();
    }

    public List<Delivery> deliveries() {
        return deals.stream().map(Deal::deliveries).flatMap(Collection::stream).toList();
    }

    /** The worth of all that was agreed on, by category. */
    public Map<Category, Credits> worthByCategory() {
        Map<Category, Credits> worth = new TreeMap<>();
        deliveries().forEach(delivery -> worth.merge(delivery.category(), delivery.worth(), Credits::plus));
        return worth;
    }

    /** All commissions agreed on. */
    public Credits commission() {
        return deals.stream()
                .flatMap(deal -> deal.commissions().stream())
                .map(Commission::amount)
                .reduce(Credits.ZERO, Credits::plus);
    }
}
