package org.dcrbs.peer;

import org.dcrbs.market.Category;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of the leases that others keep for the member is meant. */
final class LeaseOption {
    @Option(
            names = "--lease",
            paramLabel = "ORDER",
            description = "Which one, if there are several; ./dcrbs peer leases lists them.")
    private @Nullable String order;

    OwnLeases of(Member member, Category category) {
        return new OwnLeases(member, category, order);
    }
}
