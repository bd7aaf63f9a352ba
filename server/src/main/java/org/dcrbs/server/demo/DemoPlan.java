package org.dcrbs.server.demo;

import java.nio.file.Path;
import java.util.List;
import org.dcrbs.market.PartyId;

/**
 * What a demo is started with.
 *
 * @param data its folder, emptied at each start
 * @param allCategories whether something of each of the seven categories is traded, and told of one by one
 * @param port where the page is
 * @param verbose whether the coordinator's log is shown, too
 */
public record DemoPlan(Installation installation, Path data, boolean allCategories, int port, boolean verbose) {
    /** Those with a node: the coordinator, which has a house node, and three members. */
    static final List<PartyId> PARTIES =
            List.of(new PartyId("coordinator"), new PartyId("lab"), new PartyId("studio"), new PartyId("school"));

    private static final String EVERYDAY = "e-many-at-once.jsonl";
    private static final String ALL_CATEGORIES = "f-all-categories.jsonl";

    public DemoPlan {
        data = data.toAbsolutePath().normalize();
    }

    Path market() {
        return installation.samples().resolve("markets").resolve(allCategories ? ALL_CATEGORIES : EVERYDAY);
    }
}
