package org.dcrbs.server.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.dcrbs.market.Credits;
import org.dcrbs.server.CommandFailure;
import org.dcrbs.server.cli.ApiClient;
import tools.jackson.databind.JsonNode;

/** What a run has left in the coordinator's books, as its API tells it. */
final class Books {
    private static final Pattern COMPUTED = Pattern.compile(".*/u\\d+");

    private final ApiClient api;
    private final PeersRun.Plan plan;
    private final Map<Integer, String> rounds = new HashMap<>();

    Books(ApiClient api, PeersRun.Plan plan) {
        this.api = api;
        this.plan = plan;
    }

    void round(int batch, String id) {
        rounds.put(batch, id);
    }

    /** Waits until all contracts of the batch are settled; one for each job. */
    void awaitSettled(int batch, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        String round = rounds.getOrDefault(batch, "");
        while (true) {
            Map<String, Integer> states = new HashMap<>();
            api.get("contracts?round=" + round)
                    .forEach(contract -> states.merge(contract.path("state").asString(), 1, Integer::sum));
            if (states.equals(Map.of("Settled", plan.jobs()))) {
                return;
            }
            if (System.nanoTime() > deadline || states.containsKey("Breached")) {
                throw new CommandFailure("of " + plan.jobs() + " jobs of round " + round + " there are " + states);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** In words; nothing if all is well. */
    List<String> wrong() throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (String round : rounds.values()) {
            for (JsonNode contract : api.get("contracts?round=" + round)) {
                look(contract.at("/terms/id").asString(), wrong);
            }
        }
        Credits sum = Credits.ZERO;
        for (JsonNode balance : api.get("balances")) {
            sum = sum.plus(Credits.parse(balance.asString()));
        }
        if (!sum.equals(Credits.ZERO)) {
            wrong.add("the balances sum to " + sum + ", not to nothing");
        }
        Set<String> transfers = new HashSet<>();
        for (JsonNode transfer : api.get("transfers")) {
            if (!transfers.add(transfer.path("id").asString())) {
                wrong.add("transfer " + transfer.path("id") + " is there twice");
            }
        }
        return wrong;
    }

    private void look(String contract, List<String> wrong) throws InterruptedException {
        Set<String> ids = new HashSet<>();
        int computed = 0;
        int checked = 0;
        for (JsonNode order : api.get("contracts/" + contract.replace("+", "%2B") + "/orders")) {
            String id = order.path("id").asString();
            boolean done = order.path("state").asString().equals("DONE");
            boolean replaced = order.path("detail").asString("").startsWith("replaced");
            if (!ids.add(id) || (!done && !replaced)) {
                wrong.add("order " + id + " is twice there, or " + order.path("state"));
            } else if (done) {
                boolean own = COMPUTED.matcher(id).matches();
                computed += own ? 1 : 0;
                checked += own || id.endsWith("/receive") ? 0 : 1;
            }
        }
        if (computed != plan.units() || checked != plan.units()) {
            wrong.add("contract " + contract + ": " + plan.units() + " units, of which " + computed
                    + " are computed and " + checked + " checked");
        }
    }
}
