package org.dcrbs.server.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dcrbs.rules.Diagnostic;
import org.dcrbs.rules.scenario.ScenarioReport;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.listing.MarketJson;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Drafts of policies over HTTP. What changes a draft says which revision it has seen. */
@RestController
@RequestMapping("/api/v1/policies/drafts")
class DraftController {
    private final Drafts drafts;
    private final Policies policies;
    private final MarketJson json;

    DraftController(Drafts drafts, Policies policies, MarketJson json) {
        this.drafts = drafts;
        this.policies = policies;
        this.json = json;
    }

    /**
     * What to begin a draft with.
     *
     * @param base by default the version in force
     * @param files by default those of the base
     */
    record Beginning(String author, String comment, Optional<String> base, Optional<List<DraftFile>> files) {}

    /** Whether the scenarios came out as expected. */
    record Test(boolean green, String text, ScenarioReport report) {}

    @GetMapping
    List<Draft> all() {
        return drafts.all();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Draft begin(@RequestBody ObjectNode wish) {
        wish.path("files").forEach(file -> orNull(file, "text", "base64"));
        orNull(wish, "base", "files");
        Beginning beginning;
        try {
            beginning = json.read(wish, Beginning.class);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
        return drafts.begin(
                beginning.base(),
                beginning.author(),
                beginning.comment(),
                beginning.files().map(DraftFile::contents));
    }

    @GetMapping("/{id}")
    Draft one(@PathVariable String id) {
        return drafts.find(id);
    }

    @DeleteMapping("/{id}")
    Draft discard(@PathVariable String id) {
        Draft draft = drafts.find(id);
        drafts.discard(id);
        return draft;
    }

    @GetMapping(path = "/{id}/files/{name}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    byte[] file(@PathVariable String id, @PathVariable String name) {
        byte[] bytes = drafts.files(drafts.find(id)).get(name);
        if (bytes == null) {
            throw new NotFoundException("draft " + id + " has no file " + name);
        }
        return bytes;
    }

    @PutMapping(path = "/{id}/files/{name}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    Draft put(
            @PathVariable String id,
            @PathVariable String name,
            @RequestParam int revision,
            @RequestBody(required = false) Optional<byte[]> bytes) {
        return drafts.change(id, revision, name, bytes.orElse(new byte[0]));
    }

    @DeleteMapping("/{id}/files/{name}")
    Draft remove(@PathVariable String id, @PathVariable String name, @RequestParam int revision) {
        return drafts.change(id, revision, name, null);
    }

    @GetMapping("/{id}/check")
    List<Diagnostic> check(@PathVariable String id) {
        return drafts.faults(drafts.find(id));
    }

    @GetMapping("/{id}/test")
    Test test(@PathVariable String id) {
        ScenarioReport report = drafts.test(drafts.find(id));
        return new Test(report.isGreen(), report.text(), report);
    }

    /** Against the version that the draft began from. */
    @GetMapping("/{id}/diff")
    PolicyComparison diff(@PathVariable String id) {
        Draft draft = drafts.find(id);
        return PolicyComparison.of(policies.files(policies.find(draft.base())), drafts.files(draft));
    }

    @PostMapping("/{id}/approve")
    Draft approve(@PathVariable String id, @RequestParam int revision, @RequestParam String person) {
        return drafts.approve(id, revision, person);
    }

    /** @param mine files that both sides changed, and of which the draft's content is to hold */
    @PostMapping("/{id}/rebase")
    Draft rebase(
            @PathVariable String id,
            @RequestParam int revision,
            @RequestParam(required = false, defaultValue = "") Set<String> mine) {
        return drafts.rebase(id, revision, mine);
    }

    @PostMapping("/{id}/publish")
    PolicyVersion publish(@PathVariable String id, @RequestParam int revision) {
        return drafts.publish(id, revision);
    }

    /** Whatever may be left out counts as not said. */
    private static void orNull(JsonNode node, String... fields) {
        if (node instanceof ObjectNode object) {
            for (String field : fields) {
                if (!object.has(field)) {
                    object.putNull(field);
                }
            }
        }
    }
}
