package org.dcrbs.rules;

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

    private static final class Recorder extends DefaultAgendaEventListener {
        @Override
        public void beforeMatchFired(BeforeMatchFiredEvent event) {
            String rule = event.getMatch().getRule().getName();
            event.getMatch().getObjects().forEach(object -> ((Fact) object).firing(rule));
        }
    }
}
