package org.dcrbs.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.search.Entries.HOUR;
import static org.dcrbs.server.search.Entries.NOON;
import static org.dcrbs.server.search.Entries.demand;
import static org.dcrbs.server.search.Entries.offer;
import static org.dcrbs.server.search.Entries.requirement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Credits;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Job;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.market.Requirement;
import org.dcrbs.market.Spec;
import org.dcrbs.market.Storage;
import org.dcrbs.market.Window;
import org.dcrbs.server.search.Refusals.Kind;
import org.junit.jupiter.api.Test;

class CandidateSearchTest {
    private static final Spec GIGABYTE = new Memory(1024, 80, 90);
    private static final Requirement RAM = requirement("ram", new Memory(512, 0, 0));

    @Test
    void onlyOffersOfTheCategoryAreLookedAt() {
        Found found = search(
                List.of(offer("disk", "lab", new Storage(4096, 0, 0, 0), 0), offer("ram", "lab", GIGABYTE, 0)),
                demand("d", false, 100, RAM));

        assertThat(offers(found, 0)).containsExactly("ram");
        assertThat(found.refusals().get(0).lines()).isEmpty();
    }

    @Test
    void theReserveIsThatOfTheTimeAndTheUnitsThatAreNeeded() {
        Window quarter = new Window(NOON, NOON.plusSeconds(900));

        Found found = search(
                List.of(offer("ram", "lab", GIGABYTE, 800)),
                demand("d", false, 1000, requirement("ram", new Memory(512, 0, 0), quarter, Constraint.NONE)));

        Candidate candidate = found.candidates().get(0).get(0);
        assertThat(candidate.reserve()).isEqualTo(Credits.micro(100));
        assertThat(candidate.value()).isEqualTo(Credits.micro(1000));
    }

    @Test
    void aPartyIsNotServedByItself() {
        assertRefused(Kind.OWN_OFFER, "1 offer: its own party's (ram)", offer("ram", "taker", GIGABYTE, 0), RAM);
    }

    @Test
    void anOfferThatEndsASecondTooSoonIsRefused() {
        Window shorter = new Window(NOON, HOUR.until().minusSeconds(1));

        assertRefused(
                Kind.WINDOW,
                "1 offer: not available at that time (ram is there from 2026-01-01T12:00:00Z to 2026-01-01T12:59:59Z)",
                offer("ram", "lab", GIGABYTE, shorter, Constraint.NONE, 0),
                RAM);
    }

    @Test
    void anOfferThatFallsShortIsRefusedWithBothFigures() {
        assertRefused(
                Kind.SHORTFALL,
                "1 offer: falls short (ram needs at most 50 ns a read, has 80)",
                offer("ram", "lab", GIGABYTE, 0),
                requirement("ram", new Memory(1, 50, 0)));
    }

    @Test
    void anOfferWithTooLittleLeftIsRefused() {
        OfferEntry whole = offer("ram", "lab", GIGABYTE, 0);

        assertRefused(
                Kind.CAPACITY,
                "1 offer: too little of it is free (ram has 511 free, needs 512)",
                new OfferEntry(whole.offer(), whole.party(), whole.valuation(), 511, whole.standing()),
                RAM);
    }

    @Test
    void ofALimitedPartyItIsSaidWhySoLittleIsFree() {
        OfferEntry whole = offer("ram", "lab", GIGABYTE, 0);

        assertRefused(
                Kind.CAPACITY,
                "1 offer: too little of it is free (ram has 256 free, needs 512; lab is limited to a part of it)",
                new OfferEntry(whole.offer(), whole.party(), whole.valuation(), 256, Standing.LIMITED),
                RAM);
    }

    @Test
    void theOfferOfASuspendedPartyIsRefused() {
        OfferEntry whole = offer("ram", "lab", GIGABYTE, 0);

        assertRefused(
                Kind.SUSPENDED,
                "1 offer: its party is suspended (ram: too much of what lab delivered lately was bad)",
                new OfferEntry(whole.offer(), whole.party(), whole.valuation(), whole.free(), Standing.SUSPENDED),
                RAM);
    }

    @Test
    void whatTheTakerWantsMustHold() {
        assertRefused(
                Kind.WANTS,
                "1 offer: not what the requirement wants (ram: giver.id == 'school' is false)",
                offer("ram", "lab", GIGABYTE, 0),
                requirement("ram", GIGABYTE, HOUR, new Constraint("giver.id == 'school'")));
    }

    @Test
    void whatTheOfferDoesNotSayNeverMatches() {
        assertRefused(
                Kind.WANTS,
                "1 offer: not what the requirement wants (ram: offer.attributes.room != 'b12' is undefined)",
                offer("ram", "lab", GIGABYTE, 0),
                requirement("ram", GIGABYTE, HOUR, new Constraint("offer.attributes.room != 'b12'")));
    }

    @Test
    void whomTheOfferServesMustHoldToo() {
        Constraint forFun = new Constraint("demand.attributes.purpose == 'fun'");

        assertRefused(
                Kind.SERVES,
                "1 offer: doesn't serve this taker (ram: demand.attributes.purpose == 'fun' is false)",
                offer("ram", "lab", GIGABYTE, HOUR, forFun, 0),
                RAM);
    }

    @Test
    void anOfferMayAskAboutEachRequirementOnItsOwn() {
        Constraint small = new Constraint("requirement.name == 'a' && requirement.seconds == 3600");

        Found found = search(
                List.of(offer("ram", "lab", GIGABYTE, HOUR, small, 0)),
                demand("d", false, 100, requirement("a", GIGABYTE), requirement("b", GIGABYTE)));

        assertThat(offers(found, 0)).containsExactly("ram");
        assertThat(offers(found, 1)).isEmpty();
        assertThat(found.isComplete()).isFalse();
    }

    @Test
    void anOfferThatAsksMoreThanItIsWorthIsRefused() {
        assertRefused(
                Kind.TOO_DEAR,
                "1 offer: asks more than the requirement is worth (ram asks 0.000101, it is worth 0.0001)",
                offer("ram", "lab", GIGABYTE, 202),
                RAM);
    }

    @Test
    void anOfferThatAsksAllThatItIsWorthServes() {
        assertThat(offers(search(List.of(offer("ram", "lab", GIGABYTE, 200)), demand("d", false, 100, RAM)), 0))
                .containsExactly("ram");
    }

    @Test
    void ofManyAtMostKAreChosenTheCheapestAmongThem() {
        Found found = new CandidateSearch(many(50), 8, 1).search(demand("d", false, 1000, RAM));

        assertThat(offers(found, 0)).hasSize(8).contains("o-00", "o-01", "o-02", "o-03");
        assertThat(found.refusals().get(0).count(Kind.BEYOND_BEST)).isEqualTo(42);
        assertThat(found.candidates().get(0))
                .isSortedAccordingTo((a, b) -> a.reserve().compareTo(b.reserve()));
    }

    @Test
    void equalsAreSpreadOverTheDemandsAndTheSameSeedSpreadsThemTheSame() {
        List<OfferEntry> equals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            equals.add(offer("o-" + i, "p-" + i, GIGABYTE, 10));
        }

        List<List<String>> once = chosen(equals, 7);

        assertThat(new HashSet<>(once)).hasSizeGreaterThan(20);
        Set<String> ever = new HashSet<>();
        once.forEach(ever::addAll);
        assertThat(ever).hasSizeGreaterThan(30);
        assertThat(chosen(equals, 7)).isEqualTo(once);
        assertThat(chosen(equals, 8)).isNotEqualTo(once);
    }

    private static List<List<String>> chosen(List<OfferEntry> offers, long seed) {
        CandidateSearch search = new CandidateSearch(offers, 4, seed);
        List<List<String>> chosen = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            chosen.add(offers(search.search(demand("d-" + i, false, 1000, RAM)), 0));
        }
        return chosen;
    }

    @Test
    void aBundleFromOneProviderGetsOnlyThoseWhoCanServeAllOfIt() {
        Requirement power = requirement("power", new ComputingPower(1000, 1, 0));
        List<OfferEntry> offers = List.of(
                offer("lab.ram", "lab", GIGABYTE, 10),
                offer("school.ram", "school", GIGABYTE, 20),
                offer("school.more", "school", GIGABYTE, 30),
                offer("lab.cpu", "lab", new ComputingPower(1000, 5, 5), 40));

        Found found = search(offers, demand("d", true, 1000, RAM, power));

        assertThat(offers(found, 0)).containsExactly("lab.ram");
        assertThat(offers(found, 1)).containsExactly("lab.cpu");
        assertThat(found.refusals().get(0).lines())
                .containsExactly("2 offers: its party can't serve the whole bundle"
                        + " (1 party serves this, but not the other requirements)");
    }

    @Test
    void everyOfferIsEitherACandidateOrRefusedForOneReason() {
        SplittableRandom random = new SplittableRandom(3);
        for (int run = 0; run < 300; run++) {
            List<OfferEntry> offers = randomOffers(random);
            boolean same = random.nextBoolean();
            DemandEntry demand = demand(
                    "d-" + run,
                    same,
                    random.nextLong(60),
                    requirement("a", new Memory(random.nextLong(1, 1500), random.nextLong(100), 0)),
                    requirement("b", new Memory(random.nextLong(1, 1500), 0, 0)));

            Found found = new CandidateSearch(offers, random.nextInt(1, 6), run).search(demand);

            for (int i = 0; i < 2; i++) {
                int refused = Arrays.stream(Kind.values())
                        .mapToInt(found.refusals().get(i)::count)
                        .sum();
                assertThat(found.candidates().get(i).size() + refused)
                        .as(
                                "run %d, requirement %d: %s",
                                run, i, found.refusals().get(i).lines())
                        .isEqualTo(offers.size());
            }
        }
    }

    private static List<OfferEntry> randomOffers(SplittableRandom random) {
        List<OfferEntry> offers = new ArrayList<>();
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
            String party = random.nextInt(8) == 0 ? "taker" : "p-" + random.nextInt(6);
            Window window = random.nextInt(6) == 0 ? new Window(NOON, NOON.plusSeconds(60)) : HOUR;
            Constraint serves = random.nextInt(5) == 0 ? new Constraint("requirement.name == 'a'") : Constraint.NONE;
            offers.add(offer(
                    "o-" + i,
                    party,
                    new Memory(random.nextLong(1, 3000), random.nextLong(150), 0),
                    window,
                    serves,
                    random.nextLong(100)));
        }
        return offers;
    }

    /** Each a little dearer than the one before. */
    private static List<OfferEntry> many(int count) {
        List<OfferEntry> many = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            many.add(offer(String.format("o-%02d", i), "p-" + i, GIGABYTE, 2L * i));
        }
        return many;
    }

    @Test
    void webWorkIsForThoseWhoMakeEnoughRequests() {
        Job load = new Job.LoadTest("http://a.example/", 100, 5, 1);

        assertRefused(Kind.SHORTFALL, "1 offer: falls short (net is by one who does no web work)", line(""), web(load));
        assertRefused(
                Kind.SHORTFALL, "1 offer: falls short (net is by one who does no web work)", line("0"), web(load));
        assertRefused(
                Kind.SHORTFALL,
                "1 offer: falls short (net needs 5 web requests a second, has 4)",
                line("4"),
                web(load));
        Job spider = new Job.Spider("http://a.example/", 100, 1);
        Found found = search(List.of(line("4")), demand("d", false, 100, web(load), web(spider)));
        assertThat(offers(found, 0)).isEmpty();
        assertThat(offers(found, 1)).containsExactly("net");
    }

    private static Requirement web(Job job) {
        Spec least = new InternetAccess(InternetAccess.Medium.ANY, 100, 0, 0);
        return new Requirement(
                job instanceof Job.Spider ? "index" : "load",
                least,
                HOUR,
                Constraint.NONE,
                Optional.empty(),
                Optional.of(job));
    }

    private static OfferEntry line(String webRequests) {
        OfferEntry entry = offer("net", "lab", new InternetAccess(InternetAccess.Medium.DSL, 1000, 0, 0), 0);
        Offer plain = entry.offer();
        Map<String, String> said = webRequests.isEmpty() ? Map.of() : Map.of("webRequestsPerSecond", webRequests);
        Offer saying = new Offer(
                plain.id(),
                plain.party(),
                plain.spec(),
                plain.copies(),
                plain.window(),
                new Attributes(said),
                plain.serves(),
                plain.ask());
        return new OfferEntry(saying, entry.party(), entry.valuation(), entry.free(), entry.standing());
    }

    private static void assertRefused(Kind kind, String line, OfferEntry offer, Requirement requirement) {
        Found found = search(List.of(offer), demand("d", false, 100, requirement));

        assertThat(found.isComplete()).isFalse();
        assertThat(found.refusals().get(0).count(kind)).isEqualTo(1);
        assertThat(found.refusals().get(0).lines()).containsExactly(line);
    }

    private static Found search(List<OfferEntry> offers, DemandEntry demand) {
        return new CandidateSearch(offers, 16, 1).search(demand);
    }

    private static List<String> offers(Found found, int requirement) {
        return found.candidates().get(requirement).stream()
                .map(candidate -> candidate.offer().offer().id().value())
                .toList();
    }
}
