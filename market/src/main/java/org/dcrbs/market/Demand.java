package org.dcrbs.market;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a party needs: a bundle of requirements, served whole or not at all.
 *
 * @param sameProvider all of it from one party
 * @param distinctProviders each of it from another party
 * @param attributes what the constraints of offers may ask about
 */
public record Demand(
        ListingId id,
        PartyId party,
        List<Requirement> requirements,
        boolean sameProvider,
        boolean distinctProviders,
        Consideration inReturn,
        Attributes attributes)
        implements Listing {
    /** The largest bundle. */
    public static final int MOST_REQUIREMENTS = 64;

    public Demand {
        Check.range("requirements of demand " + id, requirements.size(), 1, MOST_REQUIREMENTS);
        Set<String> names = new HashSet<>();
        for (Requirement requirement : requirements) {
            Check.that(
                    names.add(requirement.name()),
                    "demand " + id + ": two requirements are named " + requirement.name());
        }
        Check.that(
                !(sameProvider && distinctProviders && requirements.size() > 1),
                "demand " + id + ": its providers can't be both the same and distinct");
        requirements = List.copyOf(requirements);
    }

    @Override
    public Instant closes() {
        // It is served whole or not at all.
        return requirements.stream()
                .map(requirement -> requirement.window().until())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
