package org.dcrbs.server.policy;

import java.nio.file.Path;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.listing.BadInputException;

/** What a {@link Fuse} runs: one trial. Ends with 0 unless something gave way under it. */
final class TrialMain {
    private TrialMain() {}

    public static void main(String[] arguments) {
        try {
            Trial.of("draft", PolicySet.filesIn(Path.of(arguments[0])));
        } catch (PolicyException | BadInputException e) {
            // Wrong, but within its limits: the coordinator tells what is wrong.
            System.out.println(e.getMessage());
        }
        System.exit(0);
    }
}
