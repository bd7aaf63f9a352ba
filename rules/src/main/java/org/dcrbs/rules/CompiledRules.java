package org.dcrbs.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.rules.facts.Fact;
import org.kie.api.KieBase;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.StatelessKieSession;
import org.kie.internal.command.CommandFactory;

/** Rules that passed the guards and were compiled. Thread safe. */
final class CompiledRules {
    private final KieBase base;
    private final List<RuleText> rules;

    CompiledRules(KieBase base, List<RuleText> rules) {
        this.base = base;
        this.rules = List.copyOf(rules);
    }

    /** Asks the rules about each fact; what they say is then on the facts. */
    void fire(List<? extends Fact> facts) {
        StatelessKieSession session = base.newStatelessKieSession();
        session.addEventListener(new Recorder());
        // No rule can wake another, so each fires once a fact at most; the bound is for the day when one can.
        int most = Math.multiplyExact(facts.size() + 1, rules.size() + 1);
        session.execute(CommandFactory.newBatchExecution(
                List.of(CommandFactory.newInsertElements(facts), CommandFactory.newFireAllRules(most))));
    }

    /** The first rule that asks about that fact. */
    Optional<RuleText> asking(String fact) {
        return rules.stream().filter(rule -> rule.fact().equals(fact)).findFirst();
    }

    /** Asks the rules about one fact, and tells which spoke, and why the others that are about it did not. */
    Explanation explain(Fact fact) {
        fire(List.of(fact));
        List<Explanation.Silent> silent = new ArrayList<>();
        for (RuleText rule : rules) {
            if (isAbout(rule, fact) && !fact.firedRules().contains(rule.name())) {
                rule.conditions().stream()
                        .filter(condition -> !condition.holds(fact))
                        .findFirst()
                        .ifPresent(failed -> silent.add(new Explanation.Silent(rule.name(), failed.failed(fact))));
            }
        }
        return new Explanation(fact.firedRules(), silent);
    }

    /** The names of all rules. */
    List<String> names() {
        return rules.stream().map(RuleText::name).toList();
    }

    /** A rule about any lot is about each kind of lot, too. */
    private static boolean isAbout(RuleText rule, Fact fact) {
        return rule.fact().equals(fact.getClass().getSimpleName())
                || rule.fact().equals(fact.getClass().getSuperclass().getSimpleName());
    }

    private static final class Recorder extends DefaultAgendaEventListener {
        @Override
        public void beforeMatchFired(BeforeMatchFiredEvent event) {
            String rule = event.getMatch().getRule().getName();
            event.getMatch().getObjects().forEach(object -> ((Fact) object).firing(rule));
        }
    }
}
