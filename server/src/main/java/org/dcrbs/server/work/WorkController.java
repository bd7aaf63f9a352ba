package org.dcrbs.server.work;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
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
    private final AccessEvidence access;

    WorkController(WorkService work, AccessEvidence access) {
        this.work = work;
        this.access = access;
    }

    @GetMapping
    Collection<Order> orders(@PathVariable String id) {
        return work.ordersOf(new ContractId(id));
    }

    /** What lessees say of the contract's lines, by order. */
    @GetMapping("/lines")
    Map<String, LineFigures> lines(@PathVariable String id) {
        Map<String, LineFigures> lines = new TreeMap<>();
        for (Order order : work.ordersOf(new ContractId(id))) {
            access.ofLessee(order.id()).ifPresent(figures -> lines.put(order.id(), figures));
        }
        return lines;
    }
}
