package org.dcrbs.server.policy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.listing.BadInputException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * The versions of the policies; the last is in force. At the first start the shipped policies, or those of the folder that
 * {@code dcrbs.policies} names, become the first version. From then on only publishing makes versions.
 */
@Service
public class Policies implements PolicySource {
    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);

    private final PolicyStore store;
    private final Clock clock;
    private volatile CompletableFuture<PolicySet> current;

    /** Compiling takes seconds, so it begins now and the server goes on starting. */
    Policies(PolicyStore store, Clock clock, @Value("${dcrbs.policies:#{null}}") @Nullable Path folder) {
        this.store = store;
        this.clock = clock;
        this.current = CompletableFuture.supplyAsync(() -> begin(folder)).whenComplete((policies, fault) -> {
            if (fault != null) {
                LOG.error("No round can run: {}", fault.getMessage());
            } else {
                LOG.info("Policies in force: {}.", policies);
            }
        });
    }

    @Override
    public PolicySet current() {
        try {
            return current.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof BadInputException refused) {
                throw refused;
            }
            throw e;
        }
    }

    @Override
    public PolicySet version(String name) {
        boolean isInForce = inForce().name().equals(name);
        return isInForce ? current() : compiled(find(name));
    }

    /** All of them, the first one first. */
    public List<PolicyVersion> versions() {
        // Not before the first one is there; but also if this program can't use the last, so that one can go back.
        current.handle((policies, fault) -> "begun").join();
        return store.versions();
    }

    /** The version in force, whether or not it can be used. */
    public PolicyVersion inForce() {
        List<PolicyVersion> all = versions();
        if (all.isEmpty()) {
            throw new BadInputException("no policies are in force; the server's log tells why");
        }
        return all.get(all.size() - 1);
    }

    /** @param version its name, or its number with or without a v */
    public PolicyVersion find(String version) {
        return versions().stream()
                .filter(one -> one.name().equals(version)
                        || version.replaceFirst("^v", "").equals(String.valueOf(one.number())))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("no version " + version + " of the policies"));
    }

    public SortedMap<String, byte[]> files(PolicyVersion version) {
        return store.contents(version.files());
    }

    /**
     * Puts policies in force: those who ask from now on get them. Rounds that have begun keep theirs.
     *
     * @param rules compiled already, whatever they are called
     * @param base the version that must be in force
     */
    PolicyVersion append(PolicySet rules, String base, String author, String comment, Optional<String> approver) {
        PolicyVersion before = inForce();
        PolicySet next = rules.named("v" + (before.number() + 1));
        PolicyVersion version = version(next, before.number() + 1, Optional.of(base), author, comment, approver);
        if (!before.name().equals(base) || !store.append(version)) {
            throw new BadInputException(
                    "version " + inForce().name() + " is in force now, and not " + base + " any more");
        }
        current = CompletableFuture.completedFuture(next);
        LOG.info("Policies in force: {}, by {}: {}", next, author, comment);
        return version;
    }

    private PolicySet begin(@Nullable Path folder) {
        Optional<PolicyVersion> latest = store.latest();
        if (latest.isPresent()) {
            warnIfOther(folder, latest.get());
            return compiled(latest.get());
        }
        PolicySet first = loaded(folder).named("v1");
        String comment = folder == null ? "the policies that ship with the program" : "the policies in " + folder;
        store.append(version(first, 1, Optional.empty(), "configuration", comment, Optional.empty()));
        return first;
    }

    private PolicyVersion version(
            PolicySet rules,
            int number,
            Optional<String> parent,
            String author,
            String comment,
            Optional<String> approver) {
        return new PolicyVersion(
                number, rules.version(), parent, author, clock.instant(), comment, approver, store.keep(rules.files()));
    }

    /** What was published must not be undone by a start with an old option. */
    private void warnIfOther(@Nullable Path folder, PolicyVersion latest) {
        if (folder == null) {
            return;
        }
        try {
            String named = PolicySet.versionOf("v" + latest.number(), PolicySet.filesIn(folder));
            if (!named.equals(latest.name())) {
                LOG.warn(
                        "The policies in {} are not those in force, {}. The latter stay: to bring in the folder's, use"
                                + " \"dcrbs policy publish\".",
                        folder,
                        latest.name());
            }
        } catch (PolicyException e) {
            LOG.warn("The policies in {} are not used, and refused:\n{}", folder, e.getMessage());
        }
    }

    private static PolicySet loaded(@Nullable Path folder) {
        try {
            return folder == null ? PolicySet.shipped() : PolicySet.load(folder);
        } catch (PolicyException e) {
            throw new BadInputException("the policies in " + folder + " are refused:\n" + e.getMessage(), e);
        }
    }

    private PolicySet compiled(PolicyVersion version) {
        Map<String, byte[]> files = files(version);
        try {
            return PolicySet.of("v" + version.number(), files);
        } catch (PolicyException e) {
            throw new BadInputException(
                    "version " + version.name() + " of the policies is refused by this program:\n" + e.getMessage(), e);
        }
    }
}
