package org.dcrbs.peer.config;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.dcrbs.market.Constraint;
import org.dcrbs.peer.job.JobPlan;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A job as a market file that demands power for it. */
public final class DemandLine {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String HEADER = "{\"format\":\"dcrbs-market/1\"}";

    private DemandLine() {}

    /**
     * @param moduleSha256 hexadecimal
     * @param wants what a node that is to compute it has to be
     */
    public static String of(
            String id,
            String party,
            JobPlan plan,
            String moduleSha256,
            List<byte[]> inputs,
            Constraint wants,
            Instant now) {
        ObjectNode line = JSON.createObjectNode();
        ObjectNode demand = line.putObject("demand");
        demand.put("id", id).put("party", party);
        ObjectNode requirement = demand.putArray("requirements").addObject();
        requirement.put("name", plan.name());
        requirement
                .putObject("least")
                .put("category", "COMPUTING_POWER")
                .put("milliProcessors", plan.milliProcessors());
        requirement
                .putObject("window")
                .put("from", now.toString())
                .put("until", now.plus(plan.within()).toString());
        if (!wants.isNone()) {
            requirement.put("wants", wants.expression());
        }
        plan.bid().ifPresent(bid -> requirement.put("bid", bid));
        ObjectNode job = requirement.putObject("job");
        job.put("kind", "COMPUTE").put("moduleSha256", moduleSha256);
        ArrayNode all = job.putArray("inputs");
        inputs.forEach(input -> all.add(HexFormat.of().formatHex(input)));
        job.put("memoryPages", plan.limits().memoryPages())
                .put("cpuMillis", plan.limits().cpuMillis())
                .put("outputBytes", plan.limits().outputBytes());
        return HEADER + "\n" + JSON.writeValueAsString(line) + "\n";
    }
}
