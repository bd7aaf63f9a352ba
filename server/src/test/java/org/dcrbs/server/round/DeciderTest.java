package org.dcrbs.server.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dcrbs.server.contract.TestContracts.NOON;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.bson.Document;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Category;
import org.dcrbs.market.Commission;
import org.dcrbs.market.ContractTerms;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Leg;
import org.dcrbs.market.Listing;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Pairing;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.server.contract.Contracts;
import org.dcrbs.server.contract.TestContracts;
import org.dcrbs.server.ledger.Ledger;
import org.dcrbs.server.listing.Listings;
import org.dcrbs.server.listing.Market;
import org.dcrbs.server.listing.MarketJson;
import org.dcrbs.server.listing.Parties;
import org.dcrbs.server.listing.TestListings;
import org.dcrbs.server.negotiation.HeldPackage;
import org.dcrbs.server.negotiation.TestNegotiations;
import org.dcrbs.server.reputation.Reputations;
import org.dcrbs.server.reputation.TestReputations;
import org.dcrbs.server.search.OfferEntry;
import org.dcrbs.server.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deciding half of a round on markets small enough to check everything that it decides. */
class DeciderTest {
    private static final Clock CLOCK = Clock.fixed(NOON.minusSeconds(60), ZoneOffset.UTC);
    private static final RoundOptions OPTIONS = new RoundOptions(5, OptionalLong.of(300), 4, 1);

    @TempDir
    private static Path folder;

    private static TestStore store;
    private static final MarketJson JSON = new MarketJson();

    private final List<RoundStage> stages = new ArrayList<>();

    @BeforeAll
    static void open() {
        store = new TestStore(folder);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void whatIsDecidedKeepsEveryPromise() {
        int served = 0;
        for (int seed = 0; seed < 40; seed++) {
            Market market = RandomMarket.of(seed);

            Decider.Decision decision = decide(market);

            List<Pairing> pairings = pairings(decision);
            served += pairings.size();
            assertNoOfferIsOverdrawn(market, pairings);
            assertEveryoneGains(market, pairings);
            assertLimitsHold(market, pairings);
            assertBundlesAreServedWholeOrExplained(market, decision);
            assertCommissionIsLessThanTheGain(decision);
            assertThat(decision.result().surplus())
                    .isLessThanOrEqualTo(decision.result().bound());
        }
        assertThat(served).as("pairings of all markets").isGreaterThan(50);
    }

    @Test
    void policiesSeeHowSoonAThingIsNeededAndHowScarceItWas() {
        Market market = RandomMarket.of(1);

        Outcome outcome = decide(market).outcome();

        assertThat(outcome.appraisals())
                .filteredOn(Appraisal.Valuation.class::isInstance)
                .extracting(one -> ((Appraisal.Valuation) one).rules())
                .anySatisfy(rules -> assertThat(rules).contains("Premium: needed within six hours"));
    }

    @Test
    void howMuchOfEachCategoryWasSeenIsKeptForTheNextRounds() {
        Decider.Decision decision = decide(RandomMarket.of(2));

        for (Category category : Category.values()) {
            BigInteger served = pairings(decision).stream()
                    .filter(pairing -> pairing.least().category() == category)
                    .map(pairing -> Turnover.of(pairing).served())
                    .reduce(BigInteger.ZERO, BigInteger::add);
            Turnover seen = decision.result().turnover().getOrDefault(category, Turnover.NONE);
            assertThat(seen.served()).isEqualTo(served);
            assertThat(seen.served()).isLessThanOrEqualTo(seen.demanded().min(seen.offered()));
        }
    }

    /** Whatever people make of what they are asked about, each at random fails or ends at either limit. */
    @Test
    void whateverPeopleDecideNobodyPassesALimit() throws Exception {
        String rule = """
                package policies
                import org.dcrbs.rules.facts.ProposedDeal
                rule "people" when $deal : ProposedDeal() then $deal.personForTaker(); end
                """;
        SortedMap<String, byte[]> files = PolicySet.shipped().files();
        files.put("persons.drl", rule.getBytes(StandardCharsets.UTF_8));
        PolicySet people = PolicySet.of("people", files);
        SplittableRandom random = new SplittableRandom(3);
        int held = 0;
        int refused = 0;
        for (int seed = 0; seed < 40; seed++) {
            Market market = RandomMarket.of(seed);
            Decider.Decision decision = decide(market);
            Outcome outcome = Decider.decide(
                            new RoundId("r-0001"),
                            decision.market(),
                            people,
                            OPTIONS,
                            OPTIONS.limits(),
                            new RoundProgress(stages::add),
                            () -> false)
                    .outcome();
            held += outcome.held().size();
            refused += (int) outcome.negotiations().stream()
                    .filter(one -> one.note().isPresent())
                    .count();
            for (int end = 0; end < 20; end++) {
                List<Pairing> pairings = new ArrayList<>();
                outcome.contracts().forEach(terms -> terms.legs().forEach(leg -> pairings.add(leg.pairing())));
                for (HeldPackage one : outcome.held()) {
                    boolean dear = random.nextBoolean();
                    if (random.nextBoolean()) {
                        one.pairings()
                                .forEach(pairing ->
                                        pairings.add(pairing.at(dear ? pairing.value() : pairing.reserve())));
                    }
                }
                assertLimitsHold(market, pairings);
            }
        }
        assertThat(held).as("packages held").isGreaterThan(10);
        assertThat(refused).as("pairings that may not wait").isGreaterThan(10);
    }

    @Test
    void theSameMarketIsDecidedTheSame() {
        assertThat(decide(RandomMarket.of(4)).outcome())
                .isEqualTo(decide(RandomMarket.of(4)).outcome());
        assertThat(stages)
                .startsWith(
                        RoundStage.COLLECT,
                        RoundStage.VALUATE,
                        RoundStage.SEARCH,
                        RoundStage.SOLVE,
                        RoundStage.PRICE,
                        RoundStage.NEGOTIATE);
    }

    @Test
    void anEmptyMarketIsDecidedToo() {
        Market parties = new Market("", RandomMarket.of(1).parties(), List.of(), List.of());

        Decider.Decision decision = decide(parties);

        assertThat(decision.outcome().contracts()).isEmpty();
        assertThat(decision.result().surplus()).isEqualTo(Credits.ZERO);
    }

    private Decider.Decision decide(Market market) {
        for (String name : List.of("parties", "listings")) {
            store.store().collection(name).delete(new Document());
        }
        Parties parties = new Parties(store.store(), JSON);
        market.parties().forEach(parties::put);
        Listings listings = TestListings.on(store.store(), JSON, CLOCK, market.listings());
        Ledger ledger = new Ledger(store.store(), JSON);
        Contracts contracts = TestContracts.on(store.store(), JSON, ledger, event -> {}, CLOCK);
        Reputations reputations = TestReputations.on(store.store(), JSON, CLOCK);
        Decider decider = new Decider(
                new Collector(
                        parties,
                        listings,
                        contracts,
                        TestNegotiations.on(store.store(), JSON, contracts, listings, event -> {}, CLOCK),
                        ledger,
                        new Surveyor(new RoundStore(store.store(), JSON), reputations)),
                CLOCK);
        Round round = Round.opened(new RoundId("r-0001"), OPTIONS, CLOCK.instant());
        return decider.decide(round, PolicySet.shipped(), new RoundProgress(stages::add), () -> false);
    }

    private static void assertNoOfferIsOverdrawn(Market market, List<Pairing> pairings) {
        for (Offer offer : of(market, Offer.class)) {
            List<Pairing> own = pairings.stream()
                    .filter(pairing -> pairing.offer().equals(offer.id()))
                    .toList();
            boolean lent = OfferEntry.isLent(offer.spec().category());
            for (Pairing at : own) {
                Instant moment = at.window().from();
                long used = own.stream()
                        .filter(other -> !lent
                                || (!other.window().from().isAfter(moment)
                                        && other.window().until().isAfter(moment)))
                        .mapToLong(other -> other.least().units())
                        .sum();
                assertThat(used).as("%s at %s", offer, moment).isLessThanOrEqualTo(offer.capacity());
                assertThat(offer.window().contains(at.window())).isTrue();
                assertThat(at.least().shortfall(offer.spec())).isEmpty();
                assertThat(at.giver()).isEqualTo(offer.party());
            }
        }
    }

    private static void assertEveryoneGains(Market market, List<Pairing> pairings) {
        for (Pairing pairing : pairings) {
            Demand demand = of(market, Demand.class).stream()
                    .filter(one -> one.id().equals(pairing.demand()))
                    .findFirst()
                    .orElseThrow();
            Credits bid = demand.requirements().stream()
                    .filter(one -> one.name().equals(pairing.requirement()))
                    .findFirst()
                    .orElseThrow()
                    .bid()
                    .orElseThrow();
            assertThat(pairing.value()).isEqualTo(bid);
            assertThat(pairing.worth()).isBetween(pairing.reserve(), pairing.value());
        }
    }

    private static void assertLimitsHold(Market market, List<Pairing> pairings) {
        for (Party party : market.parties()) {
            Credits net = pairings.stream()
                    .map(pairing -> pairing.taker().equals(party.id())
                            ? pairing.worth()
                            : pairing.giver().equals(party.id())
                                    ? pairing.worth().negate()
                                    : Credits.ZERO)
                    .reduce(Credits.ZERO, Credits::plus);
            assertThat(net).as("%s", party).isLessThanOrEqualTo(party.creditLimit());
            party.barterTolerance()
                    .ifPresent(tolerance -> assertThat(net).as("%s", party).isBetween(tolerance.negate(), tolerance));
        }
    }

    private static void assertBundlesAreServedWholeOrExplained(Market market, Decider.Decision decision) {
        Map<ListingId, Set<String>> served = new HashMap<>();
        Map<ListingId, List<PartyId>> givers = new HashMap<>();
        for (Pairing pairing : pairings(decision)) {
            assertThat(served.computeIfAbsent(pairing.demand(), id -> new HashSet<>())
                            .add(pairing.requirement()))
                    .isTrue();
            givers.computeIfAbsent(pairing.demand(), id -> new ArrayList<>()).add(pairing.giver());
        }
        List<ListingId> leftOut = decision.outcome().leftOut().stream()
                .map(Outcome.LeftOut::demand)
                .toList();
        assertThat(leftOut).doesNotHaveDuplicates();
        assertThat(decision.outcome().leftOut())
                .allSatisfy(left -> assertThat(left.reasons()).isNotEmpty().doesNotContain(""));
        for (Demand demand : of(market, Demand.class)) {
            int lines = served.getOrDefault(demand.id(), Set.of()).size();
            assertThat(lines).as("%s", demand).isIn(0, demand.requirements().size());
            assertThat(leftOut.contains(demand.id())).as("%s", demand).isEqualTo(lines == 0);
            long different = givers.getOrDefault(demand.id(), List.of()).stream()
                    .distinct()
                    .count();
            assertThat(demand.sameProvider() && different > 1).isFalse();
            assertThat(demand.distinctProviders() && different < lines).isFalse();
        }
    }

    private static void assertCommissionIsLessThanTheGain(Decider.Decision decision) {
        for (ContractTerms terms : decision.outcome().contracts()) {
            for (Commission commission : terms.commissions()) {
                Credits gain = terms.legs().stream()
                        .map(Leg::pairing)
                        .map(pairing -> pairing.giver().equals(commission.payer())
                                ? pairing.worth().minus(pairing.reserve())
                                : pairing.value().minus(pairing.worth()))
                        .reduce(Credits.ZERO, Credits::plus);
                assertThat(commission.amount()).isLessThanOrEqualTo(gain);
                assertThat(terms.parties()).doesNotContain(terms.coordinator());
            }
        }
    }

    private static List<Pairing> pairings(Decider.Decision decision) {
        return decision.outcome().contracts().stream()
                .flatMap(terms -> terms.legs().stream())
                .map(Leg::pairing)
                .toList();
    }

    private static <T extends Listing> List<T> of(Market market, Class<T> kind) {
        return market.listings().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
