package org.dcrbs.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dcrbs.server.listing.BadInputException;
import org.dcrbs.server.policy.Drafts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code dcrbs policy publish}: puts policies in force. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Put a folder of policies, or a draft, in force as a new version.",
        footer = {
            "",
            "The policies must compile, and their scenarios come out as expected. A folder that was exported is known by"
                    + " its hidden file .version to have begun from that version, which must be in force still."
        })
@SuppressWarnings("NullAway.Init")
final class PolicyPublishCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "FOLDER|DRAFT",
            description = "A folder of policies, or a draft such as d-0001.")
    private Path what;

    @Option(names = "--author", paramLabel = "NAME", description = "Who made it; of a folder.")
    private @Nullable String author;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why, in a line; of a folder.")
    private @Nullable String comment;

    @Mixin
    private Coordinator coordinator;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ApiClient api = coordinator.api();
        PrintWriter to = spec.commandLine().getOut();
        if (Drafts.isId(what.toString())) {
            to.println("in force: " + publish(api, api.get("policies/drafts/" + what)));
        } else if (author == null || comment == null) {
            throw new ParameterException(spec.commandLine(), "a folder wants --author and --comment");
        } else {
            publishFolder(api, author, comment, to);
        }
        to.flush();
        return ExitCode.OK;
    }

    private void publishFolder(ApiClient api, String person, String why, PrintWriter to)
            throws IOException, InterruptedException {
        PolicyFolder folder = new PolicyFolder(what);
        JsonNode draft = folder.draft(api, person, why);
        JsonNode log = api.get("policies");
        String id = draft.path("id").asString();
        String base = draft.path("base").asString();
        String inForce = log.path("inForce").asString();
        if (!base.equals(inForce)) {
            throw new BadInputException("version " + inForce + " is in force now, and " + what + " began from " + base
                    + "; it is kept as draft " + id + ": dcrbs policy rebase " + id + ", then dcrbs policy publish "
                    + id);
        }
        if (log.path("secondPerson").asBoolean()) {
            to.println("draft " + id + " waits for somebody other than " + person + ": dcrbs policy approve " + id
                    + " --author NAME, then dcrbs policy publish " + id);
            return;
        }
        try {
            String version = publish(api, draft);
            folder.remember(version);
            to.println("in force: " + version);
        } catch (BadInputException e) {
            api.delete("policies/drafts/" + id);
            throw e;
        }
    }

    private static String publish(ApiClient api, JsonNode draft) throws InterruptedException {
        return api.post(
                        "policies/drafts/" + draft.path("id").asString() + "/publish?revision="
                                + draft.path("revision").asInt(),
                        JsonNodeFactory.instance.objectNode())
                .path("name")
                .asString();
    }
}
