package org.dcrbs.solver.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.dcrbs.solver.PairingOffer;

/** The offer side of a made-up market. */
final class Supply {
    private static final int[] MIX = {25, 15, 20, 8, 17, 15};
    private static final int TRIES = 300;

    private final List<PairingOffer> offers = new ArrayList<>();
    private final int[] category;
    private final int[] quality;
    private final int[] speed;
    private final int[] reserve;
    private final List<List<Integer>> byCategory = new ArrayList<>();
    private final List<List<Integer>> byParty = new ArrayList<>();

    Supply(int count, int parties, int slots, SplittableRandom random) {
        category = new int[count];
        quality = new int[count];
        speed = new int[count];
        reserve = new int[count];
        for (int c = 0; c < MIX.length; c++) {
            byCategory.add(new ArrayList<>());
        }
        for (int p = 0; p < parties; p++) {
            byParty.add(new ArrayList<>());
        }
        for (int o = 0; o < count; o++) {
            add(o, random.nextInt(parties), slots, random);
        }
    }

    private void add(int o, int party, int slots, SplittableRandom random) {
        category[o] = pick(MIX, random);
        long capacity = Math.max(1, (int) Math.min(20, Math.exp(random.nextDouble() * Math.log(21))));
        int length = 8 + random.nextInt(13);
        int from = random.nextInt(slots - length + 1);
        quality[o] = random.nextInt(8);
        speed[o] = random.nextInt(8);
        reserve[o] = 30 + random.nextInt(70) + 5 * (quality[o] + speed[o]);
        offers.add(new PairingOffer("o" + o, party, from, from + length, List.of(capacity)));
        byCategory.get(category[o]).add(o);
        byParty.get(party).add(o);
    }

    List<PairingOffer> offers() {
        return offers;
    }

    int reserve(int offer) {
        return reserve[offer];
    }

    /** 10 to 30 offers for a line, fewer if they are hard to find. */
    SortedSet<Integer> anywhere(Need need, SplittableRandom random) {
        List<Integer> pool = byCategory.get(need.category());
        TreeSet<Integer> found = new TreeSet<>();
        int wanted = 10 + random.nextInt(21);
        for (int t = 0; t < wanted * 12 && found.size() < wanted && !pool.isEmpty(); t++) {
            int o = pool.get(random.nextInt(pool.size()));
            boolean good = quality[o] >= need.quality() && speed[o] >= need.speed();
            if (good && offers.get(o).party() != need.party() && fits(o, need, 20)) {
                found.add(o);
            }
        }
        return found;
    }

    /** For each line the offers of those providers that can serve them all. */
    List<SortedSet<Integer>> ofOneProvider(List<Need> needs, int most, SplittableRandom random) {
        List<SortedSet<Integer>> found = needs.stream()
                .map(need -> (SortedSet<Integer>) new TreeSet<Integer>())
                .toList();
        List<Integer> pool = byCategory.get(needs.get(0).category());
        TreeSet<Integer> providers = new TreeSet<>();
        for (int t = 0; t < TRIES && providers.size() < most && !pool.isEmpty(); t++) {
            int provider = offers.get(pool.get(random.nextInt(pool.size()))).party();
            if (provider == needs.get(0).party() || providers.contains(provider)) {
                continue;
            }
            List<List<Integer>> fitting = needs.stream()
                    .map(need -> byParty.get(provider).stream()
                            .filter(o -> category[o] == need.category() && fits(o, need, 40))
                            .toList())
                    .toList();
            if (fitting.stream().noneMatch(List::isEmpty)) {
                providers.add(provider);
                for (int i = 0; i < needs.size(); i++) {
                    found.get(i).addAll(fitting.get(i));
                }
            }
        }
        return found;
    }

    private boolean fits(int o, Need need, int overpay) {
        PairingOffer offer = offers.get(o);
        return offer.from() <= need.from()
                && offer.until() >= need.until()
                && offer.pools().get(0) >= need.quantity()
                && reserve[o] <= need.worth() + overpay;
    }

    static int pick(int[] weights, SplittableRandom random) {
        int x = random.nextInt(100);
        for (int i = 0; i < weights.length; i++) {
            x -= weights[i];
            if (x < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
