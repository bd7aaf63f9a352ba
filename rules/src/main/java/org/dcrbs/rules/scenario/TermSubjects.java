package org.dcrbs.rules.scenario;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Member;
import org.dcrbs.market.Money;
import org.dcrbs.market.Party;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.Reputation.Standing;
import org.dcrbs.market.negotiation.FairEnd;
import org.dcrbs.market.negotiation.Hands;
import org.dcrbs.market.negotiation.Silence;
import org.dcrbs.market.negotiation.Tactic;
import org.dcrbs.market.negotiation.Tactics;
import org.dcrbs.rules.CommissionRates;
import org.dcrbs.rules.Explanation;
import org.dcrbs.rules.Field;
import org.dcrbs.rules.NegotiationPolicy;
import org.dcrbs.rules.PersonPolicy;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.rules.PricingTerms;
import org.dcrbs.rules.facts.BarterEquity;
import org.dcrbs.rules.facts.BrokeredDeal;
import org.dcrbs.rules.facts.CommissionCap;
import org.dcrbs.rules.facts.Deal;
import org.dcrbs.rules.facts.MoneyExchange;
import org.dcrbs.rules.facts.Negotiation;
import org.dcrbs.rules.facts.Pricing;
import org.dcrbs.rules.facts.ProposedDeal;

/** Scenarios about the terms of an exchange. Each is asked as a round asks, so defaults and caps count. */
final class TermSubjects {
    private static final PartyId COORDINATOR = new PartyId("coordinator");

    private TermSubjects() {}

    static Optional<Subject> of(String fact) {
        return Optional.ofNullable(
                switch (fact) {
                    case "BrokeredDeal" ->
                        subject(
                                fact,
                                Map.of("worth", Subject.AMOUNT, "surplus", Subject.AMOUNT),
                                Map.of("giverPays", Subject.NUMBER, "takerPays", Subject.NUMBER),
                                TermSubjects::commission);
                    case "CommissionCap" ->
                        subject(
                                fact,
                                Map.of(),
                                Map.of("giverPaysAtMost", Subject.NUMBER, "takerPaysAtMost", Subject.NUMBER),
                                row -> TermSubjects::mostCommission);
                    case "Negotiation" ->
                        subject(
                                fact,
                                Map.of(),
                                Map.of(
                                        "negotiated", Subject.YES_NO,
                                        "rounds", Subject.NUMBER,
                                        "giverConcedes", Subject.AMOUNT,
                                        "takerConcedes", Subject.AMOUNT,
                                        "giverReciprocates", Subject.AMOUNT,
                                        "takerReciprocates", Subject.AMOUNT,
                                        "end", Subject.oneOf(FairEnd.values())),
                                TermSubjects::negotiation);
                    case "ProposedDeal" ->
                        subject(
                                fact,
                                Map.of("worth", Subject.AMOUNT, "surplus", Subject.AMOUNT),
                                Map.of(
                                        "personForGiver", Subject.YES_NO,
                                        "personForTaker", Subject.YES_NO,
                                        "answerWithinHours", Subject.NUMBER,
                                        "endWithinHours", Subject.NUMBER,
                                        "silenceFails", Subject.YES_NO),
                                TermSubjects::persons);
                    case "Pricing" ->
                        subject(
                                fact,
                                Map.of(),
                                Map.of("uniform", Subject.YES_NO, "split", Subject.NUMBER),
                                TermSubjects::pricing);
                    case "BarterEquity" ->
                        subject(
                                fact,
                                Map.of("valueDemanded", Subject.AMOUNT),
                                Map.of("tolerance", Subject.AMOUNT),
                                TermSubjects::equity);
                    case "MoneyExchange" ->
                        subject(fact, Map.of(), Map.of(Expectation.REFUSAL, Subject.TEXT), TermSubjects::moneyExchange);
                    default -> null;
                });
    }

    /** @param exact fields that rules see in whole credits, and that scenarios give exactly */
    private static Subject subject(
            String fact, Map<String, Field> exact, Map<String, Field> expected, Function<Row, Question> asked) {
        Map<String, Field> given = new TreeMap<>(Subject.fieldsOf(fact));
        given.putAll(exact);
        return new Subject(given, expected, asked);
    }

    private static Question commission(Row row) {
        Deal deal = deal(row);
        return policies -> {
            CommissionRates rates = policies.commission(deal);
            return new Answer(
                    Map.of("giverPays", "" + rates.giverPermille(), "takerPays", "" + rates.takerPermille()),
                    deal.isBrokered() ? policies.explain(new BrokeredDeal(deal)) : Explanation.NONE);
        };
    }

    private static Deal deal(Row row) {
        PartyId giver = new PartyId(row.text("giver", "giver"));
        PartyId taker = new PartyId(row.text("taker", "taker"));
        return new Deal(
                row.category(),
                giver,
                taker,
                COORDINATOR,
                row.credits("worth"),
                row.credits("surplus"),
                new Circumstances(
                        Circumstances.NONE.at(),
                        Map.of(),
                        Map.of(giver, member(row, "giver"), taker, member(row, "taker"))));
    }

    private static Member member(Row row, String side) {
        return new Member(
                row.text(side + "Membership", Party.ORDINARY),
                row.credits(side + "Volume"),
                Member.UNPROVEN,
                Standing.GOOD);
    }

    private static Answer mostCommission(PolicySet policies) {
        CommissionRates most = policies.mostCommission();
        return new Answer(
                Map.of("giverPaysAtMost", "" + most.giverPermille(), "takerPaysAtMost", "" + most.takerPermille()),
                policies.explain(new CommissionCap()));
    }

    private static Question negotiation(Row row) {
        Category category = row.category();
        return policies -> {
            NegotiationPolicy policy = policies.negotiation(category);
            Tactics tactics = policy.tactics();
            return new Answer(
                    Map.of(
                            "negotiated",
                            policy.negotiated() ? "yes" : "no",
                            "rounds",
                            "" + tactics.rounds(),
                            "giverConcedes",
                            conceding(tactics.giver()),
                            "takerConcedes",
                            conceding(tactics.taker()),
                            "giverReciprocates",
                            reciprocating(tactics.giver()),
                            "takerReciprocates",
                            reciprocating(tactics.taker()),
                            "end",
                            tactics.fairEnd().name()),
                    policies.explain(new Negotiation(category)));
        };
    }

    private static String conceding(Tactic tactic) {
        return tactic instanceof Tactic.Conceding by ? decimal(by.exponent()) : "0";
    }

    private static String reciprocating(Tactic tactic) {
        return tactic instanceof Tactic.Reciprocating by ? decimal(by.factor()) : "0";
    }

    private static Question persons(Row row) {
        Deal deal = deal(row);
        return policies -> {
            PersonPolicy persons = policies.persons(deal);
            return new Answer(
                    Map.of(
                            "personForGiver",
                            persons.giver() == Hands.PERSON ? "yes" : "no",
                            "personForTaker",
                            persons.taker() == Hands.PERSON ? "yes" : "no",
                            "answerWithinHours",
                            "" + persons.answerWithin().toHours(),
                            "endWithinHours",
                            "" + persons.endWithin().toHours(),
                            "silenceFails",
                            persons.silence() == Silence.FAILS ? "yes" : "no"),
                    policies.explain(new ProposedDeal(deal)));
        };
    }

    private static Question pricing(Row row) {
        Category category = row.category();
        return policies -> {
            PricingTerms terms = policies.pricing(category);
            return new Answer(
                    Map.of("uniform", terms.uniform() ? "yes" : "no", "split", "" + terms.giverPermille()),
                    policies.explain(new Pricing(category)));
        };
    }

    private static Question equity(Row row) {
        Credits demanded = row.credits("valueDemanded");
        return policies -> new Answer(
                Map.of("tolerance", policies.barterTolerance(demanded).toString()),
                policies.explain(new BarterEquity(demanded)));
    }

    private static Question moneyExchange(Row row) {
        Money given = money(row, "given");
        Money got = money(row, "got");
        return policies -> new Answer(
                Map.of(Expectation.REFUSAL, policies.refusedExchange(given, got).orElse(Expectation.NONE)),
                policies.explain(new MoneyExchange(given, got)));
    }

    private static Money money(Row row, String side) {
        return new Money(Money.Form.valueOf(row.text(side + "Form", "CREDIT")), row.text(side + "Currency", "CR"), 1);
    }

    private static String decimal(double exponent) {
        return BigDecimal.valueOf(exponent).stripTrailingZeros().toPlainString();
    }
}
