package org.dcrbs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyDiffTest {
    @Test
    void addedRemovedAndChangedRulesAreTold() throws Exception {
        PolicyDiff diff = PolicyDiff.between(
                set(rule("gone", "raise(1)") + rule("other", "raise(100)")),
                set(rule("other", "raise(150)") + rule("new", "raise(2)")));
        assertThat(diff.changes())
                .extracting(PolicyDiff.Change::kind)
                .containsExactly(PolicyDiff.Kind.REMOVED, PolicyDiff.Kind.ADDED, PolicyDiff.Kind.CHANGED);
        assertThat(diff.changes().get(2)).hasToString("a.drl, rule \"other\": changed: [100] became [150]");
    }

    @Test
    void commentsAndOrderMakeNoDifference() throws Exception {
        assertThat(PolicyDiff.between(
                                set(rule("r", "raise(1)") + rule("s", "raise(2)")),
                                set("// agreed\n" + rule("s", " raise( 2 )") + rule("r", "raise(1)")))
                        .changes())
                .isEmpty();
    }

    private static Map<String, byte[]> set(String rules) {
        return Map.of(
                "a.drl",
                ("package policies\nimport org.dcrbs.rules.facts.*\n" + rules).getBytes(StandardCharsets.UTF_8));
    }

    private static String rule(String name, String verb) {
        return "rule \"" + name + "\"\nwhen\n$l : MemoryLot()\nthen\n$l." + verb + ";\nend\n";
    }
}
