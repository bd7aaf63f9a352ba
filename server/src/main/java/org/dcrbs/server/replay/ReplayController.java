package org.dcrbs.server.replay;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.policy.DraftFile;
import org.dcrbs.server.replay.Replay.Failed;
import org.dcrbs.server.replay.Replay.Refused;
import org.dcrbs.server.replay.Replay.Running;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Replays over HTTP. */
@RestController
@RequestMapping("/api/v1/replays")
class ReplayController {
    private final Replays replays;
    private final MarketJson json;

    ReplayController(Replays replays, MarketJson json) {
        this.replays = replays;
        this.json = json;
    }

    /**
     * A replay without its result.
     *
     * @param words what it is at; of one that is refused, what is wrong with the draft; of one that failed, why
     */
    record View(String id, String subject, String draft, String state, int percent, String words) {
        static View of(Replay replay) {
            String state = replay.state().getClass().getSimpleName().toUpperCase(Locale.ROOT);
            int percent = replay.state() instanceof Running running ? running.percent() : 100;
            return new View(replay.id(), replay.subject(), replay.draft(), state, percent, words(replay.state()));
        }

        private static String words(Replay.State state) {
            if (state instanceof Running running) {
                return running.words();
            } else if (state instanceof Refused refused) {
                return refused.diagnostics();
            }
            return state instanceof Failed failed ? failed.reason() : "";
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    View start(@RequestBody ObjectNode wish) {
        return View.of(replays.start(request(wish)));
    }

    @GetMapping
    List<View> all() {
        return replays.all().stream().map(View::of).toList();
    }

    @GetMapping("/{id}")
    View one(@PathVariable String id) {
        return View.of(find(id));
    }

    @DeleteMapping("/{id}")
    View cancel(@PathVariable String id) {
        replays.cancel(find(id).id());
        return one(id);
    }

    @GetMapping("/{id}/result")
    ReplayResult result(@PathVariable String id) {
        return find(id).result().orElseThrow(() -> new NotFoundException("replay " + id + " has no result"));
    }

    @GetMapping(path = "/{id}/result.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    String text(@PathVariable String id) {
        return ReplayText.of(result(id));
    }

    /** To be kept as a file: its styles are within it, which pages of the server may not have. */
    @GetMapping(path = "/{id}/result.html", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String id) {
        return file("replay.html", ReplayPage.of(result(id)));
    }

    /** One of {@code categories}, {@code lots}, {@code pairings} and {@code parties}. */
    @GetMapping(path = "/{id}/{table}.csv", produces = "text/csv")
    ResponseEntity<String> table(@PathVariable String id, @PathVariable String table) {
        Function<ReplayResult, String> writer = switch (table) {
            case "categories" -> ReplayTables::categories;
            case "lots" -> ReplayTables::lots;
            case "pairings" -> ReplayTables::pairings;
            case "parties" -> ReplayTables::parties;
            default -> throw new NotFoundException("a replay has no table " + table);
        };
        return file(table + ".csv", writer.apply(result(id)));
    }

    private static ResponseEntity<String> file(String name, String text) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(text);
    }

    private Replay find(String id) {
        return replays.find(id).orElseThrow(() -> new NotFoundException("no replay " + id));
    }

    /** Whatever may be left out counts as not said. */
    private ReplayRequest request(ObjectNode wish) {
        if (!wish.has("live")) {
            wish.put("live", false);
        }
        if (!wish.has("name")) {
            wish.put("name", wish.path("stored").asString("draft"));
        }
        if (!wish.has("files")) {
            wish.putArray("files");
        }
        complete(wish, ReplayRequest.class);
        wish.path("files").forEach(file -> complete(file, DraftFile.class));
        try {
            return json.read(wish, ReplayRequest.class);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void complete(JsonNode node, Class<? extends Record> type) {
        if (node instanceof ObjectNode object) {
            for (RecordComponent field : type.getRecordComponents()) {
                if (!object.has(field.getName())) {
                    object.putNull(field.getName());
                }
            }
        }
    }
}
