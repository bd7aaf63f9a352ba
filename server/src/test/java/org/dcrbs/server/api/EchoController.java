package org.dcrbs.server.api;

import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.listing.BadInputException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Something to call in tests of what all of the API shares. */
@RestController
class EchoController {
    @PostMapping("/api/test/party")
    Party party(@RequestBody Party party) {
        return party;
    }

    @GetMapping("/api/test/{what}")
    String fail(@PathVariable String what) {
        switch (what) {
            case "bad" -> throw new BadInputException("demand d-4: that can't be");
            case "missing" -> throw new NotFoundException("no round r9");
            default -> throw new IllegalStateException("secret inner workings");
        }
    }

    @GetMapping("/api/test/party/{id}")
    PartyId id(@PathVariable PartyId id) {
        return id;
    }
}
