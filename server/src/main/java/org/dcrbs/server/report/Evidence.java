package org.dcrbs.server.report;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.dcrbs.market.Money;
import org.dcrbs.market.Pairing;
import org.dcrbs.protocol.v1.WorkOrder;
import org.dcrbs.server.work.Order;

/** Of a delivered leg: what came of it, what was measured of it, and what proves it. In words. */
record Evidence(String delivered, String measured, String proven) {
    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;
    private static final double PROBE_MEGABITS = 8.388608;
    private static final int SHORT_HASH = 12;
    private static final String READ_BACK = "SHA-256 of all of it, read back";

    /** @param orders those of the leg */
    static Evidence of(Pairing pairing, List<Order> orders) {
        List<Order> done = orders.stream()
                .filter(order -> order.state() == Order.State.DONE)
                .toList();
        return switch (pairing.least().category()) {
            case COMPUTING_POWER -> computed(pairing, done);
            case MEMORY -> leased(pairing, which(done, WorkOrder::hasMemory), done, READ_BACK);
            case STORAGE -> {
                int answered = which(done, WorkOrder::hasStorageChallenge).size();
                yield leased(
                        pairing,
                        which(done, WorkOrder::hasStorage),
                        done,
                        answered + " challenges answered; " + READ_BACK);
            }
            case PERIPHERAL -> worked(which(done, WorkOrder::hasPeripheral));
            case FILE -> transferred(which(done, WorkOrder::hasFileReceive));
            case INTERNET_ACCESS -> carried(which(done, WorkOrder::hasAccess), which(done, WorkOrder::hasAccessProbe));
            case MONEY -> booked((Money) pairing.least());
        };
    }

    private static Evidence computed(Pairing pairing, List<Order> done) {
        List<Order> all = which(done, WorkOrder::hasCompute);
        List<Order> own = all.stream()
                .filter(order -> order.executor().equals(pairing.giver()))
                .toList();
        List<Order> again = all.stream().filter(order -> !own.contains(order)).toList();
        TreeSet<String> checkers = new TreeSet<>();
        again.forEach(order -> checkers.add(order.executor().value()));
        return new Evidence(
                own.isEmpty() ? "kept free" : own.size() + " work units",
                format("%.2f s of processor time", seconds(own, Order::cpuNanos)),
                again.isEmpty()
                        ? "none drawn for a check"
                        : again.size() + " again by " + String.join(" and ", checkers) + ": the same bit for bit");
    }

    /** Who uses a lease looks after it; else the coordinator does. */
    private static Evidence leased(Pairing pairing, List<Order> lease, List<Order> done, String proof) {
        boolean used = done.stream().anyMatch(Order::saysInUse);
        return kept(lease, used ? "used, and looked after, by " + pairing.taker() : proof);
    }

    private static Evidence kept(List<Order> leases, String proof) {
        return new Evidence("kept to its end", format("%.0f s", seconds(leases, Order::wallNanos)), proof);
    }

    private static Evidence carried(List<Order> leases, List<Order> probes) {
        double seconds = seconds(probes, Order::wallNanos);
        double megabits = probes.size() * PROBE_MEGABITS / Math.max(seconds, 1e-3);
        return new Evidence(
                "kept to its end",
                format("%.0f s", seconds(leases, Order::wallNanos))
                        + (probes.isEmpty() ? "" : format(", %.1f Mbit/s", megabits)),
                probes.isEmpty()
                        ? "reserved on the giver's line"
                        : probes.size() + " probes of a secret megabyte came through");
    }

    private static Evidence worked(List<Order> tasks) {
        boolean prints = tasks.stream()
                .anyMatch(order ->
                        !order.order().getPeripheral().getDocumentSha256().isEmpty());
        return new Evidence(
                prints ? "printed" : "taken, and handed over",
                format("%.2f s", seconds(tasks, Order::wallNanos)),
                tasks.stream()
                        .flatMap(order -> order.outputSha256().stream())
                        .map(hash -> "output has SHA-256 " + hash.substring(0, SHORT_HASH) + "...")
                        .findFirst()
                        .orElse(""));
    }

    private static Evidence transferred(List<Order> receipts) {
        long bytes = receipts.stream()
                .mapToLong(order -> order.order().getFileReceive().getBytes())
                .sum();
        double seconds = seconds(receipts, Order::wallNanos);
        return new Evidence(
                receipts.isEmpty() ? "with the coordinator" : bytes + " bytes",
                receipts.isEmpty() ? "" : format("%.2f s, %.1f MB/s", seconds, bytes / MEGA / Math.max(seconds, 1e-3)),
                "SHA-256 at both ends");
    }

    private static Evidence booked(Money money) {
        return new Evidence("booked", SpecWords.of(money), "postings that sum to zero");
    }

    private static List<Order> which(List<Order> orders, Predicate<WorkOrder> kind) {
        return orders.stream().filter(order -> kind.test(order.order())).toList();
    }

    private static double seconds(List<Order> orders, java.util.function.ToLongFunction<Order> nanos) {
        return orders.stream().mapToLong(nanos).sum() / NANOS;
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
