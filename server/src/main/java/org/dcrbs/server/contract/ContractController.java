package org.dcrbs.server.contract;

import java.util.List;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.api.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Contracts over HTTP. */
@RestController
@RequestMapping("/api/v1/contracts")
class ContractController {
    private final Contracts contracts;

    ContractController(Contracts contracts) {
        this.contracts = contracts;
    }

    @GetMapping
    List<Contract> all(@RequestParam(required = false) @Nullable String round) {
        return round == null ? contracts.all() : contracts.ofRound(new RoundId(round));
    }

    @GetMapping("/{id}")
    Contract one(@PathVariable String id) {
        return contracts.find(new ContractId(id)).orElseThrow(() -> new NotFoundException("no contract " + id));
    }
}
