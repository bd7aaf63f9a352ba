package org.dcrbs.server.negotiation;

import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dcrbs.market.negotiation.Open;
import org.dcrbs.market.negotiation.Side;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.listing.MarketJson;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The inbox over HTTP. A negotiation's id is its package's, a colon and its number within it, from 1. */
@RestController
@RequestMapping("/api/v1/negotiations")
class NegotiationController {
    private final Negotiations negotiations;
    private final MarketJson json;
    private final Clock clock;

    NegotiationController(Negotiations negotiations, MarketJson json, Clock clock) {
        this.negotiations = negotiations;
        this.json = json;
        this.clock = clock;
    }

    /** Those that wait for somebody, or all that there ever were. */
    @GetMapping
    List<NegotiationView> some(@RequestParam(defaultValue = "false") boolean all) {
        return (all ? negotiations.all() : negotiations.pending())
                .stream().flatMap(NegotiationController::views).toList();
    }

    @GetMapping("/{id}")
    NegotiationView one(@PathVariable String id) {
        Address address = address(id);
        return NegotiationView.of(address.held, address.talk);
    }

    @PostMapping("/{id}/moves")
    NegotiationView make(@PathVariable String id, @RequestBody ObjectNode wish) {
        Address address = address(id);
        Side turn = address.held.talks().get(address.talk).state() instanceof Open open ? open.turn() : Side.GIVER;
        for (RecordComponent field : MoveRequest.class.getRecordComponents()) {
            if (!wish.has(field.getName())) {
                wish.putNull(field.getName());
            }
        }
        MoveRequest request = json.read(wish, MoveRequest.class);
        return NegotiationView.of(
                negotiations.make(address.held.id(), address.talk, request.at(turn, clock.instant())), address.talk);
    }

    private static Stream<NegotiationView> views(HeldPackage held) {
        return IntStream.range(0, held.talks().size()).mapToObj(talk -> NegotiationView.of(held, talk));
    }

    private record Address(HeldPackage held, int talk) {}

    private Address address(String id) {
        int colon = id.lastIndexOf(':');
        if (id.matches(".+:[1-9][0-9]{0,2}")) {
            int talk = Integer.parseInt(id.substring(colon + 1)) - 1;
            HeldPackage held = negotiations.find(id.substring(0, colon)).orElse(null);
            if (held != null && talk < held.talks().size()) {
                return new Address(held, talk);
            }
        }
        throw new NotFoundException("no negotiation " + id);
    }
}
