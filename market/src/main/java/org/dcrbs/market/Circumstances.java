package org.dcrbs.market;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What is known at a round's cut-off besides its listings, as far as valuation and commission may depend on it.
 *
 * @param at the cut-off
 * @param scarcity what was demanded in the last rounds, in thousandths of what was offered; a category that isn't there is
 *     not known
 */
public record Circumstances(Instant at, Map<Category, Long> scarcity, Map<PartyId, Member> members) {
    /** Nothing is near, nothing is scarce, and nobody is known. */
    public static final Circumstances NONE = new Circumstances(Instant.EPOCH, Map.of(), Map.of());

    public Circumstances {
        scarcity = Map.copyOf(scarcity);
        members = Map.copyOf(members);
    }

    /** A newcomer if nothing is known of it. */
    public Member member(PartyId party) {
        return members.getOrDefault(party, Member.NEWCOMER);
    }

    /** 0 if it isn't known. */
    public long scarcity(Category category) {
        return scarcity.getOrDefault(category, 0L);
    }

    /** How long it is until then; nothing if it is past. */
    public Duration until(Instant then) {
        return then.isAfter(at) ? Duration.between(at, then) : Duration.ZERO;
    }
}
