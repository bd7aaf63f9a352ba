package org.dcrbs.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * Checks one rule: it looks at one fact, tests its fields and calls its verbs. That it looks at one fact only keeps what
 * a lot is worth apart from what else happens to be asked about at the same time.
 */
final class RuleGuard {
    private static final Set<String> ATTRIBUTES = new TreeSet<>(Set.of("no-loop", "salience"));
    // Names get into the generated classes, so they have no quotes.
    private static final String NAME = "[\\p{L}\\p{N} .,:;%&()/+_<>=-]{1,120}";

    private final PolicyFile file;
    private final List<Diagnostic> wrong;

    RuleGuard(PolicyFile file, List<Diagnostic> wrong) {
        this.file = file;
        this.wrong = wrong;
    }

    /** Where the rule stands; empty if it was found to be wrong. */
    Optional<RuleText> check(RuleDescr rule) {
        int line = rule.getLine();
        try {
            checkHead(rule);
            List<? extends BaseDescr> conditions = rule.getLhs().getDescrs();
            if (conditions.size() != 1 || !(conditions.get(0) instanceof PatternDescr pattern)) {
                throw new Misspoken(
                        line,
                        "a rule looks at one fact, as in \"when $lot : StorageLot(...) then\", and at nothing else"
                                + " (no eval, not, exists, or, from, accumulate)");
            }
            line = Math.max(line, pattern.getLine());
            Words words = checkPattern(pattern);
            List<Condition> asked = checkSentences(rule, pattern, words);
            return Optional.of(new RuleText(
                    file.name(), rule.getLine(), rule.getEndLine(), rule.getName(), pattern.getObjectType(), asked));
        } catch (Misspoken e) {
            wrong.add(new Diagnostic(file.name(), Math.max(e.line(), line), rule.getName(), e.message()));
            return Optional.empty();
        }
    }

    private static void checkHead(RuleDescr rule) {
        int line = rule.getLine();
        if (!rule.getName().matches(NAME)) {
            throw new Misspoken(
                    line, "a rule's name has 1 to 120 letters, digits, spaces and . , : ; % & ( ) / + _ < > = -");
        }
        if (rule.isQuery()) {
            throw new Misspoken(line, "query is not allowed");
        }
        if (rule.hasParent()) {
            throw new Misspoken(line, "extends is not allowed");
        }
        if (rule.getUnit() != null) {
            throw new Misspoken(line, "unit is not allowed");
        }
        if (!rule.getAnnotationNames().isEmpty()) {
            throw new Misspoken(
                    line, "annotation @" + rule.getAnnotationNames().iterator().next() + " is not allowed");
        }
        if (!rule.getNamedConsequences().isEmpty()) {
            throw new Misspoken(line, "a second \"then\" is not allowed");
        }
        rule.getAttributes().values().forEach(RuleGuard::checkAttribute);
    }

    private static void checkAttribute(AttributeDescr attribute) {
        String name = attribute.getName();
        if (!ATTRIBUTES.contains(name)) {
            throw new Misspoken(
                    attribute.getLine(), "attribute " + name + " is not allowed; only " + ATTRIBUTES + " are");
        }
        if (!String.valueOf(attribute.getValue()).matches(name.equals("salience") ? "-?[0-9]{1,6}" : "true|false")) {
            throw new Misspoken(
                    attribute.getLine(), name + " \"" + attribute.getValue() + "\" is not allowed; want a plain value");
        }
    }

    private static Words checkPattern(PatternDescr pattern) {
        if (pattern.getSource() != null) {
            throw new Misspoken(pattern.getLine(), "from, accumulate and the like are not allowed");
        }
        String fact = String.valueOf(pattern.getObjectType());
        Words words = Vocabulary.of(fact)
                .orElseThrow(() -> new Misspoken(
                        pattern.getLine(),
                        "\"" + fact + "\" is no fact; there are " + String.join(", ", Vocabulary.facts())
                                + Suggestion.of(fact, Vocabulary.facts())));
        boolean isPlain = pattern.getClass() == PatternDescr.class
                && pattern.getIdentifier() != null
                && pattern.getIdentifier().matches("[$][A-Za-z0-9_]+")
                && !pattern.isQuery()
                && !pattern.isUnification()
                && pattern.getBehaviors().isEmpty()
                && pattern.getAnnotationNames().isEmpty()
                && pattern.getDescrs().stream().allMatch(RuleGuard::isPlain);
        if (!isPlain) {
            throw new Misspoken(pattern.getLine(), "want a plain condition, as in \"$lot : " + fact + "(...)\"");
        }
        return words;
    }

    private static boolean isPlain(BaseDescr constraint) {
        return constraint instanceof ExprConstraintDescr expression
                && expression.getType() == ExprConstraintDescr.Type.NAMED;
    }

    private List<Condition> checkSentences(RuleDescr rule, PatternDescr pattern, Words words) {
        Map<String, String> bound = new HashMap<>();
        List<Condition> conditions = new ArrayList<>();
        for (BaseDescr constraint : pattern.getDescrs()) {
            String text = ((ExprConstraintDescr) constraint).getExpression();
            Sentence sentence = new Sentence(Token.of(text, constraint.getLine()));
            conditions.add(new ConditionGuard(words, bound, sentence).check(text));
        }
        String then = String.valueOf(rule.getConsequence());
        Sentence sentence = new Sentence(Token.of(then, file.lineOf(then, rule.getConsequenceLine())));
        Map<String, ValueKind> kinds = new HashMap<>();
        bound.forEach((name, field) -> kinds.put(name, words.field(field).kind()));
        new ConsequenceGuard(words, pattern.getIdentifier(), kinds, sentence).check();
        return conditions;
    }
}
