package org.dcrbs.server.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.dcrbs.market.Demand;
import org.dcrbs.market.PartyId;
import org.dcrbs.server.search.Matches.Priced;
import org.dcrbs.server.search.Refusals.Kind;

/**
 * Chooses at most k of the matches: half of them the cheapest, the other half spread over the rest, and equally cheap
 * ones by lot. If everyone got the cheapest only, all demands would queue for the same few offers.
 */
final class Choice {
    private final int k;
    private final long seed;

    Choice(int k, long seed) {
        this.k = k;
        this.seed = seed;
    }

    List<List<Priced>> eachOnItsOwn(Demand demand, List<Matches> matches, List<Refusals> refusals) {
        List<List<Priced>> chosen = new ArrayList<>();
        for (int i = 0; i < matches.size(); i++) {
            List<Priced> all = matches.get(i).cheapestFirst();
            List<Priced> some = some(all, Comparator.comparingLong(Priced::reserve), random(demand, i));
            some.sort(Comparator.comparingLong(Priced::reserve));
            refusals.get(i).add(Kind.BEYOND_BEST, all.size() - some.size(), () -> "");
            chosen.add(some);
        }
        return chosen;
    }

    /** Chooses providers that can serve every requirement, then offers of theirs. */
    List<List<Priced>> fromOneProvider(Demand demand, List<Matches> matches, List<Refusals> refusals) {
        List<Provider> providers = new ArrayList<>();
        for (PartyId party : matches.get(0).byParty().keySet()) {
            if (matches.stream().allMatch(found -> found.byParty().containsKey(party))) {
                long cheapest = 0;
                for (Matches found : matches) {
                    cheapest += byParty(found, party).get(0).reserve();
                }
                providers.add(new Provider(party, cheapest));
            }
        }
        providers.sort(Comparator.comparingLong(Provider::reserve).thenComparing(Provider::party));
        List<Provider> some = some(providers, Comparator.comparingLong(Provider::reserve), random(demand, -1));
        List<List<Priced>> chosen = new ArrayList<>();
        for (int i = 0; i < matches.size(); i++) {
            Matches found = matches.get(i);
            List<Priced> best = ofProviders(some, found, matches.size(), random(demand, i));
            chosen.add(best);
            int ofWhole = providers.stream()
                    .mapToInt(provider -> byParty(found, provider.party()).size())
                    .sum();
            int without = found.byParty().size() - providers.size();
            refusals.get(i)
                    .add(
                            Kind.NOT_WHOLE_BUNDLE,
                            found.cheapestFirst().size() - ofWhole,
                            () -> (without == 1 ? "1 party serves" : without + " parties serve")
                                    + " this, but not the other requirements");
            refusals.get(i).add(Kind.BEYOND_BEST, ofWhole - best.size(), () -> "");
        }
        return chosen;
    }

    private record Provider(PartyId party, long reserve) {}

    /** Of each provider as many offers as the bundle has requirements: they might all be of this one's kind. */
    private static List<Priced> ofProviders(
            List<Provider> providers, Matches matches, int requirements, SplittableRandom random) {
        List<Priced> chosen = new ArrayList<>();
        for (Provider provider : providers) {
            List<Priced> all = byParty(matches, provider.party());
            int from = random.nextInt(all.size());
            for (int i = 0; i < Math.min(all.size(), requirements); i++) {
                chosen.add(all.get((from + i) % all.size()));
            }
        }
        chosen.sort(Comparator.comparingLong(Priced::reserve));
        return chosen;
    }

    private static List<Priced> byParty(Matches matches, PartyId party) {
        List<Priced> found = matches.byParty().get(party);
        return found == null ? List.of() : found;
    }

    /** At most k of the sorted list, best half and spread half. */
    private <T> List<T> some(List<T> sorted, Comparator<T> order, SplittableRandom random) {
        if (sorted.size() <= k) {
            return new ArrayList<>(sorted);
        }
        Set<Integer> indices = new LinkedHashSet<>();
        int best = (k + 1) / 2;
        T last = sorted.get(best - 1);
        // All that are strictly better than the last of the best half, then its equals by lot.
        int tieFrom = best - 1;
        while (tieFrom > 0 && order.compare(sorted.get(tieFrom - 1), last) == 0) {
            tieFrom--;
        }
        int tieUntil = best;
        while (tieUntil < sorted.size() && order.compare(sorted.get(tieUntil), last) == 0) {
            tieUntil++;
        }
        for (int i = 0; i < tieFrom; i++) {
            indices.add(i);
        }
        while (indices.size() < best) {
            indices.add(tieFrom + random.nextInt(tieUntil - tieFrom));
        }
        while (indices.size() < k) {
            indices.add(random.nextInt(sorted.size()));
        }
        List<T> chosen = new ArrayList<>();
        indices.forEach(index -> chosen.add(sorted.get(index)));
        return chosen;
    }

    private SplittableRandom random(Demand demand, int requirement) {
        return new SplittableRandom(seed * 31 + demand.id().value().hashCode() * 1_000_003L + requirement);
    }
}
