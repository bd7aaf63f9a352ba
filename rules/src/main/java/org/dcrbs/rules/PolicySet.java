package org.dcrbs.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Appraisal.Unvalued;
import org.dcrbs.market.Appraisal.Valuation;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Demand;
import org.dcrbs.market.Listing;
import org.dcrbs.market.Money;
import org.dcrbs.market.Offer;
import org.dcrbs.market.Requirement;
import org.dcrbs.rules.facts.BarterEquity;
import org.dcrbs.rules.facts.BrokeredDeal;
import org.dcrbs.rules.facts.Deal;
import org.dcrbs.rules.facts.Fact;
import org.dcrbs.rules.facts.Lots;
import org.dcrbs.rules.facts.MoneyExchange;
import org.dcrbs.rules.facts.ProposedDeal;
import org.dcrbs.rules.facts.TradedLot;

/**
 * One version of the policies, compiled. Immutable and thread safe; the same version gives the same answers.
 *
 * <p>Loading compiles Java: a few seconds of CPU time, more the first time in a JVM. Do it in the background.
 */
public final class PolicySet {
    /** As many lots are asked about at once: enough to make a session cheap, few enough to stay in the cache. */
    private static final int BATCH = 1000;

    private final String version;
    private final SortedMap<String, byte[]> files;
    private final CompiledRules rules;
    private final StandingTerms terms;

    private PolicySet(String version, PolicySet same) {
        this.version = version;
        this.files = same.files;
        this.rules = same.rules;
        this.terms = same.terms;
    }

    private PolicySet(String name, SortedMap<String, byte[]> files) throws PolicyException {
        this.version = name + "-" + PolicyFiles.hash(files);
        this.files = files;
        this.rules = PolicyCompiler.compile(PolicyFiles.of(name, files));
        this.terms = StandingTerms.of(rules);
    }

    /** What {@link #of} of that name and these files would call its version; they needn't be right. */
    public static String versionOf(String name, Map<String, byte[]> files) {
        return name + "-" + PolicyFiles.hash(new TreeMap<>(files));
    }

    /** Refuses a file that could be in no policy set, by its name and size alone. */
    public static void checkFile(String name, byte[] bytes) throws PolicyException {
        PolicyFiles.checkName(name);
        PolicyFiles.checkSize(name, bytes.length);
    }

    /** The same policies under a version that begins with another name; nothing is compiled again. */
    public PolicySet named(String name) {
        return new PolicySet(versionOf(name, files), this);
    }

    /** The policies that ship with the program. Compiled by the first call, which takes seconds; then kept. */
    public static PolicySet shipped() {
        return Shipped.POLICIES;
    }

    /** The policies of a folder. Takes seconds. */
    public static PolicySet load(Path folder) throws PolicyException {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return new PolicySet(name == null ? "policies" : name.toString(), PolicyFiles.contents(folder));
    }

    /**
     * The policies of these files, by their names. Takes seconds.
     *
     * @param name what their version is to begin with
     */
    public static PolicySet of(String name, Map<String, byte[]> files) throws PolicyException {
        return new PolicySet(name, new TreeMap<>(files));
    }

    /** The files of a folder of policies, or one such file, by their names, not compiled and not checked beyond name and size. */
    public static SortedMap<String, byte[]> filesIn(Path folder) throws PolicyException {
        return PolicyFiles.contents(folder);
    }

    /** Whether a file of a set holds scenarios, which test what the others say and say nothing themselves. */
    public static boolean isScenarios(String name) {
        return PolicyFiles.isScenarios(name);
    }

    /** Writes the shipped policy files to a folder, for a person to change; never over a file that is there. */
    public static void copyShipped(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : PolicyFiles.SHIPPED) {
            Files.write(folder.resolve(name), PolicyFiles.shippedBytes(name), StandardOpenOption.CREATE_NEW);
        }
    }

    /** The files that it was made of, by their names. */
    public SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        files.forEach((name, bytes) -> contents.put(name, bytes.clone()));
        return contents;
    }

    /** Where the files are from, and a hash of their contents. */
    public String version() {
        return version;
    }

    /**
     * What each lot is worth: one appraisal for an offer, one for each requirement of a demand, in that order. A lot's
     * appraisal doesn't depend on what else is asked about.
     */
    public List<Appraisal> appraise(Collection<? extends Listing> listings, Circumstances in) {
        List<Appraisal> appraisals = new ArrayList<>();
        List<Question> batch = new ArrayList<>();
        for (Listing listing : listings) {
            if (listing instanceof Offer offer) {
                batch.add(new Question(Appraisal.Lot.of(offer), Lots.of(offer, in), offer.ask()));
            } else if (listing instanceof Demand demand) {
                for (Requirement requirement : demand.requirements()) {
                    batch.add(new Question(
                            Appraisal.Lot.of(demand, requirement),
                            Lots.of(requirement, demand.party(), in),
                            requirement.bid()));
                }
            }
            if (batch.size() >= BATCH) {
                answer(batch, appraisals);
            }
        }
        answer(batch, appraisals);
        return appraisals;
    }

    /** What the coordinator gets for a deal; nothing if it is itself giver or taker. */
    public CommissionRates commission(Deal deal) {
        if (!deal.isBrokered()) {
            return CommissionRates.NONE;
        }
        BrokeredDeal fact = new BrokeredDeal(deal);
        rules.fire(List.of(fact));
        return new CommissionRates(
                Math.min(fact.giverPermille(), mostCommission().giverPermille()),
                Math.min(fact.takerPermille(), mostCommission().takerPermille()),
                fact.firedRules());
    }

    /** The most that {@link #commission} ever asks of either side, for budgets to keep as head-room. */
    public CommissionRates mostCommission() {
        return terms.mostCommission();
    }

    /** How pairings of that category come to their worth. */
    public NegotiationPolicy negotiation(Category category) {
        return terms.negotiation(category);
    }

    /** Whether a person negotiates the worth of that pairing. */
    public PersonPolicy persons(Deal deal) {
        ProposedDeal fact = new ProposedDeal(deal);
        if (terms.asksPersons()) {
            rules.fire(List.of(fact));
        }
        return new PersonPolicy(
                fact.giverHands(),
                fact.takerHands(),
                Duration.ofHours(fact.answerHours()),
                Duration.ofHours(fact.endHours()),
                fact.silence(),
                fact.firedRules());
    }

    /** How the surplus of that category's pairings is shared, where they aren't negotiated. */
    public PricingTerms pricing(Category category) {
        return terms.pricing(category);
    }

    /**
     * By how much what a bartering party gets may differ in worth from what it gives.
     *
     * @param valueDemanded the most that the party would give for all that it demands
     */
    public Credits barterTolerance(Credits valueDemanded) {
        BarterEquity fact = new BarterEquity(Credits.max(valueDemanded, Credits.ZERO));
        rules.fire(List.of(fact));
        return fact.tolerance();
    }

    /** Why money of the one kind is not to be had for money of the other, or empty if it is. */
    public Optional<String> refusedExchange(Money given, Money got) {
        MoneyExchange fact = new MoneyExchange(given, got);
        rules.fire(List.of(fact));
        return fact.refusal();
    }

    /** Asks the rules about one fact that they weren't asked about before; what they say is then on the fact. */
    public Explanation explain(Fact fact) {
        return rules.explain(fact);
    }

    /** The names of its rules. */
    public List<String> rules() {
        return rules.names();
    }

    @Override
    public String toString() {
        return version;
    }

    private void answer(List<Question> batch, List<Appraisal> appraisals) {
        rules.fire(batch.stream().map(Question::fact).toList());
        batch.forEach(question -> appraisals.add(question.answer(version)));
        batch.clear();
    }

    private record Question(Appraisal.Lot lot, TradedLot fact, Optional<Credits> said) {
        Appraisal answer(String version) {
            Optional<String> refusal = fact.refusal();
            return refusal.isPresent()
                    ? new Unvalued(lot, refusal.get(), version)
                    : new Valuation(lot, fact.worth(), said.orElseGet(fact::limit), fact.firedRules(), version);
        }
    }

    /** Compiled when first used, not when the class is loaded. */
    private static final class Shipped {
        static final PolicySet POLICIES = compiled();

        private static PolicySet compiled() {
            try {
                return new PolicySet("shipped", PolicyFiles.shipped());
            } catch (PolicyException e) {
                throw new IllegalStateException("the shipped policies are faulty:\n" + e.getMessage(), e);
            }
        }
    }
}
