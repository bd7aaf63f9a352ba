package org.dcrbs.solver.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.SplittableRandom;
import org.dcrbs.solver.Bundle;
import org.dcrbs.solver.Candidate;
import org.dcrbs.solver.Line;
import org.dcrbs.solver.PairingProblem;
import org.dcrbs.solver.PartyBounds;

/**
 * Made-up markets of any size, always the same for the same seed: as many offers as lines, a party for four offers, six
 * categories, bundles of one to four lines of which a tenth of the smaller want one provider, a fifth of the parties
 * barter-only.
 */
public final class StandardMarket {
    private static final int[] DEMAND = {35, 18, 15, 8, 12, 12};
    private static final int SLOTS = 24;
    private static final int MOST_SIZE_OF_ONE_PROVIDER = 3;
    private static final int MOST_PROVIDERS = 8;
    private static final int SPREAD = 16;

    private final int lines;
    private final Money money;
    private final SplittableRandom random;
    private final Supply supply;
    private final long[] demanded;
    private final List<Bundle> bundles = new ArrayList<>();

    private StandardMarket(int lines, long seed, Money money) {
        if (lines < 1) {
            throw new IllegalArgumentException("a market of " + lines + " lines");
        }
        this.lines = lines;
        this.money = money;
        random = new SplittableRandom(seed);
        int parties = Math.max(4, lines / 4);
        demanded = new long[parties];
        supply = new Supply(lines, parties, SLOTS, random);
    }

    /** How narrow the bounds on the parties' nets are. */
    public enum Money {
        /** Budgets of 30 to 130 per cent of what a party asks for; barter within half an average line. */
        TIGHT,
        /** Budgets of one to two times of it; barter within four average lines. */
        CREDIT,
        /** No bounds. */
        CAPACITY
    }

    public static PairingProblem of(int lines, long seed, Money money) {
        return new StandardMarket(lines, seed, money).build(seed);
    }

    private PairingProblem build(long seed) {
        int made = 0;
        while (made < lines) {
            Bundle bundle = bundle(made);
            bundles.add(bundle);
            made += bundle.lines().size();
        }
        String name = "standard-" + lines + "-" + money.name().toLowerCase(Locale.ROOT) + "-seed" + seed;
        PairingProblem.Builder problem = PairingProblem.builder(name, SLOTS);
        long averageLine = Arrays.stream(demanded).sum() / lines;
        for (int p = 0; p < demanded.length; p++) {
            problem.party(party(p, averageLine));
        }
        supply.offers().forEach(problem::offer);
        bundles.forEach(problem::bundle);
        return problem.build();
    }

    private PartyBounds party(int p, long averageLine) {
        boolean tight = money == Money.TIGHT;
        boolean barter = random.nextInt(100) < 20;
        long budget = (long) (demanded[p] * ((tight ? 0.3 : 1.0) + random.nextDouble()));
        long band = tight ? Math.max(averageLine / 2, demanded[p] / 4) : Math.max(4 * averageLine, demanded[p]);
        String id = "p" + p;
        if (money == Money.CAPACITY) {
            return PartyBounds.unbounded(id);
        }
        return barter
                ? PartyBounds.between(id, -band, band)
                : new PartyBounds(id, OptionalLong.empty(), OptionalLong.of(budget));
    }

    private Bundle bundle(int firstLine) {
        int x = random.nextInt(100);
        int size = Math.min(x < 50 ? 1 : x < 75 ? 2 : x < 90 ? 3 : 4, lines - firstLine);
        boolean same = size > 1 && size <= MOST_SIZE_OF_ONE_PROVIDER && random.nextInt(100) < 10;
        int party = random.nextInt(demanded.length);
        int from = random.nextInt(SLOTS - 3);
        int until = Math.min(SLOTS, from + 2 + random.nextInt(11));
        List<Need> needs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            needs.add(Need.random(Supply.pick(DEMAND, random), party, from, until, random));
        }
        List<SortedSet<Integer>> found = same
                ? supply.ofOneProvider(needs, MOST_PROVIDERS, random)
                : needs.stream().map(need -> supply.anywhere(need, random)).toList();
        List<Line> ofBundle = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ofBundle.add(line("l" + (firstLine + i), needs.get(i), found.get(i)));
            demanded[party] += needs.get(i).unitSlots() * needs.get(i).worth();
        }
        return new Bundle("d" + bundles.size(), party, ofBundle, same, false, false);
    }

    private Line line(String id, Need need, SortedSet<Integer> offers) {
        List<Candidate> candidates = new ArrayList<>();
        for (int offer : offers) {
            int reserve = supply.reserve(offer);
            long value = need.unitSlots() * (need.worth() - random.nextInt(SPREAD));
            long worth = need.unitSlots() * (need.worth() + reserve) / 2;
            candidates.add(Candidate.of(offer, value, need.unitSlots() * reserve, worth, need.quantity()));
        }
        return new Line(id, need.from(), need.until(), candidates);
    }
}
