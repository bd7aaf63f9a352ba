package org.dcrbs.server.round;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.RoundId;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Rounds over HTTP. */
@RestController
@RequestMapping("/api/v1/rounds")
class RoundController {
    private final Rounds rounds;
    private final MarketJson json;

    RoundController(Rounds rounds, MarketJson json) {
        this.rounds = rounds;
        this.json = json;
    }

    /** A round, and what it is at while it is being decided. */
    record View(Round round, Optional<String> progress, Optional<String> provenBy) {}

    /** What an operator may say of a round; what is left out has a default. */
    record Wish(
            Optional<Integer> solveSeconds, Optional<Long> steps, Optional<Integer> candidates, Optional<Long> seed) {
        RoundOptions options() {
            RoundOptions standard = RoundOptions.DEFAULT;
            return new RoundOptions(
                    solveSeconds.orElse(standard.solveSeconds()),
                    steps.map(OptionalLong::of).orElse(standard.steps()),
                    candidates.orElse(standard.candidates()),
                    seed.orElse(standard.seed()));
        }
    }

    @GetMapping
    List<View> all() {
        return rounds.all().stream().map(this::view).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    View start(@RequestBody(required = false) @Nullable ObjectNode wish) {
        return view(rounds.start(wish == null ? RoundOptions.DEFAULT : options(wish)));
    }

    private RoundOptions options(ObjectNode wish) {
        for (RecordComponent field : Wish.class.getRecordComponents()) {
            if (!wish.has(field.getName())) {
                wish.putNull(field.getName());
            }
        }
        try {
            return json.read(wish, Wish.class).options();
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    @GetMapping("/{id}")
    View one(@PathVariable String id) {
        return view(find(id));
    }

    /** The demands that stayed unserved, with their reasons. */
    @GetMapping("/{id}/left-out")
    List<Outcome.LeftOut> leftOut(@PathVariable String id) {
        return rounds.leftOut(find(id));
    }

    @GetMapping("/{id}/appraisals")
    List<Appraisal> appraisals(@PathVariable String id) {
        return rounds.appraisals(find(id));
    }

    @GetMapping("/{id}/negotiations")
    List<Outcome.Negotiated> negotiations(@PathVariable String id) {
        return rounds.negotiations(find(id));
    }

    private Round find(String id) {
        return rounds.find(new RoundId(id)).orElseThrow(() -> new NotFoundException("no round " + id));
    }

    private View view(Round round) {
        return new View(round, rounds.progress(round.id()), round.result().map(RoundResult::provenBy));
    }
}
