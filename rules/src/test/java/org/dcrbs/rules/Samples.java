package org.dcrbs.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Window;

/** Listings to value, and folders of policies. */
final class Samples {
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration MONTH = Duration.ofDays(30);

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Samples() {}

    static Offer offer(Spec spec, Duration usage) {
        return offer(spec, 1, usage, Optional.empty());
    }

    static Offer offer(Spec spec, long copies, Duration usage, Optional<Credits> ask) {
        return new Offer(
                new ListingId("o-1"),
                new PartyId("giver"),
                spec,
                copies,
                window(usage),
                Attributes.NONE,
                Constraint.NONE,
                ask);
    }

    static Demand demand(Spec least, Duration usage) {
        return demand(least, usage, Optional.empty());
    }

    static Demand demand(Spec least, Duration usage, Optional<Credits> bid) {
        return demand(List.of(new Requirement("r1", least, window(usage), Constraint.NONE, bid, Optional.empty())));
    }

    static Demand demand(List<Requirement> requirements) {
        return new Demand(
                new ListingId("d-1"),
                new PartyId("taker"),
                requirements,
                false,
                false,
                new Consideration.Either(),
                Attributes.NONE);
    }

    static Window window(Duration usage) {
        return new Window(START, START.plus(usage));
    }

    static FileHeader file(String targetUser, String objective, String function, String environment, long bytes) {
        return new FileHeader("a.bin", targetUser, objective, function, environment, bytes, "ab".repeat(32));
    }

    static Valuation valued(Offer offer) {
        return (Valuation) appraised(PolicySet.shipped(), offer);
    }

    static Valuation valued(Demand demand) {
        return (Valuation) PolicySet.shipped()
                .appraise(List.of(demand), Circumstances.NONE)
                .get(0);
    }

    static Appraisal appraised(PolicySet policies, Offer offer) {
        return policies.appraise(List.of(offer), Circumstances.NONE).get(0);
    }

    /** A folder with one policy file of that text after the package line. */
    static Path policy(Path folder, String text) {
        return write(folder, "test.drl", "package policies\nimport org.dcrbs.rules.facts.*\n" + text);
    }

    static Path write(Path folder, String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a folder of test resources, by name. */
    static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
