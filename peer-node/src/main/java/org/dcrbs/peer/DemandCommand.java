package org.dcrbs.peer;

import picocli.CommandLine.Command;

/** The member's own demands. */
@Command(
        name = "demand",
        description = "Lists your demands at the coordinator; --post adds some, --withdraw takes one off the market.",
        mixinStandardHelpOptions = true)
final class DemandCommand extends ListingCommand {
    @Override
    String kind() {
        return "DEMAND";
    }
}
