package org.dcrbs.server.ledger;

import java.util.List;
import java.util.Map;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Transfer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Balances and transfers over HTTP. */
@RestController
@RequestMapping("/api/v1")
class LedgerController {
    private final Ledger ledger;

    LedgerController(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/balances")
    Map<String, Credits> balances() {
        return ledger.balances();
    }

    @GetMapping("/transfers")
    List<Transfer> transfers() {
        return ledger.all();
    }
}
