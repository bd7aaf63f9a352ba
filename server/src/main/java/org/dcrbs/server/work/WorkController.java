package org.dcrbs.server.work;

import java.util.Collection;
import org.dcrbs.market.ContractId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Work orders over HTTP. */
@RestController
@RequestMapping("/api/v1/contracts/{id}/orders")
class WorkController {
    private final WorkService work;

    WorkController(WorkService work) {
        this.work = work;
    }

    @GetMapping
    Collection<Order> orders(@PathVariable String id) {
        return work.ordersOf(new ContractId(id));
    }
}
