package org.dcrbs.market;

import java.util.Optional;

/**
 * One thing that a demand needs.
 *
 * @param name unique within its demand
 * @param least the least that will do
 * @param wants what the offer must be besides
 * @param bid the most that the party gives for it; empty leaves that to policy
 * @param job what is to be done with it, where that must be said beforehand
 */
public record Requirement(
        String name, Spec least, Window window, Constraint wants, Optional<Credits> bid, Optional<Job> job) {
    public Requirement {
        Check.id("requirement name", name);
        bid.ifPresent(
                amount -> Check.that(!amount.isNegative(), "requirement " + name + ": bid " + amount + " is negative"));
        job.ifPresent(work -> Check.that(
                work.category() == least.category(),
                "requirement " + name + ": a job of " + work.category().words() + " on "
                        + least.category().words()));
        if (job.isPresent() && job.get() instanceof Job.Web web) {
            Check.that(
                    web.duration().toSeconds() <= window.seconds(),
                    "requirement " + name + ": its job takes " + web.duration().toSeconds()
                            + " s at the least, and its window has " + window.seconds());
        }
    }
}
