package org.dcrbs.peer;

import picocli.CommandLine.Command;

/** The member's own offers. */
@Command(
        name = "offer",
        description =
                "Lists your offers at the coordinator; --post adds some, --withdraw takes one off the market. What share.json shares is offered by the running node itself.",
        mixinStandardHelpOptions = true)
final class OfferCommand extends ListingCommand {
    @Override
    String kind() {
        return "OFFER";
    }
}
