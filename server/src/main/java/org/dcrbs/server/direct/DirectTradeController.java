package org.dcrbs.server.direct;

import java.time.Instant;
import java.util.List;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.direct.DirectTrade.Leg;
import org.dcrbs.server.direct.DirectTrade.Side;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reported direct trades over HTTP. */
@RestController
@RequestMapping("/api/v1/direct-trades")
class DirectTradeController {
    private final DirectTrades trades;

    DirectTradeController(DirectTrades trades) {
        this.trades = trades;
    }

    /** One line of the list: all but the documents. */
    record View(String id, String deal, Instant made, Side dialler, Side listener, List<Leg> legs) {
        static View of(DirectTrade trade) {
            return new View(trade.id(), trade.deal(), trade.made(), trade.dialler(), trade.listener(), trade.legs());
        }
    }

    @GetMapping
    List<View> all() {
        return trades.all().stream().map(View::of).toList();
    }

    @GetMapping("/{id}")
    DirectTrade one(@PathVariable String id) {
        return trades.find(id).orElseThrow(() -> new NotFoundException("no direct trade " + id));
    }
}
