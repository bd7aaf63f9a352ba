package org.dcrbs.server.dispute;

import java.util.List;
import java.util.Optional;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.Credits;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.listing.MarketJson;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Disputes over HTTP. */
@RestController
@RequestMapping("/api/v1/disputes")
class DisputeController {
    private final Disputes disputes;
    private final MarketJson json;

    DisputeController(Disputes disputes, MarketJson json) {
        this.disputes = disputes;
        this.json = json;
    }

    /** @param leg its number in the contract; not needed if the party takes one thing only */
    record Complaint(ContractId contract, Optional<Integer> leg, PartyId by, String reason) {}

    /**
     * @param refund at most the leg's worth, which it is by default; of a dismissed dispute none
     * @param by the person's name
     */
    record Resolution(boolean upheld, Optional<Credits> refund, String by, String reason) {}

    @GetMapping
    List<Dispute> all() {
        return disputes.all();
    }

    @GetMapping("/{id}")
    Dispute one(@PathVariable String id) {
        return disputes.find(id);
    }

    @PostMapping
    Dispute open(@RequestBody ObjectNode body) {
        Complaint complaint = json.read(withDefault(body, "leg"), Complaint.class);
        return disputes.open(complaint.contract(), complaint.leg(), complaint.by(), complaint.reason());
    }

    @PostMapping("/{id}/resolution")
    Dispute resolve(@PathVariable String id, @RequestBody ObjectNode body) {
        Resolution resolution = json.read(withDefault(body, "refund"), Resolution.class);
        return disputes.resolve(id, resolution.upheld(), resolution.refund(), resolution.by(), resolution.reason());
    }

    private static ObjectNode withDefault(ObjectNode body, String field) {
        return body.has(field) ? body : body.deepCopy().putNull(field);
    }
}
