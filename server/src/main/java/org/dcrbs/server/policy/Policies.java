package org.dcrbs.server.policy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.listing.BadInputException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** The policies in force: the shipped ones, or those of the folder that {@code dcrbs.policies} names. */
@Service
public class Policies {
    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);

    private final CompletableFuture<PolicySet> current;

    /** Compiling takes seconds, so it begins now and the server goes on starting. */
    public Policies(@Value("${dcrbs.policies:#{null}}") @Nullable Path folder) {
        this.current = CompletableFuture.supplyAsync(() -> load(folder)).whenComplete((policies, fault) -> {
            if (fault != null) {
                LOG.error("No round can run: {}", fault.getMessage());
            } else {
                LOG.info("Policies in force: {}.", policies);
            }
        });
    }

    /** Waits for the policies to be compiled, if they aren't yet. */
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

    private static PolicySet load(@Nullable Path folder) {
        try {
            return folder == null ? PolicySet.shipped() : PolicySet.load(folder);
        } catch (PolicyException e) {
            throw new BadInputException("the policies in " + folder + " are refused:\n" + e.getMessage(), e);
        }
    }
}
