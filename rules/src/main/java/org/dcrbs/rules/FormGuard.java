package org.dcrbs.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;

/**
 * The first guard: a rule file is Java in disguise, so only the forms that a policy needs are let through to the
 * compiler. A rule looks at one fact, tests its fields, and calls its verbs. What isn't on the list is refused, known to
 * be harmful or not.
 */
final class FormGuard {
    static final String PACKAGE = "policies";

    private static final Set<String> ATTRIBUTES = Set.of("salience", "no-loop");

    private final PolicyFile file;
    private final List<Diagnostic> wrong = new ArrayList<>();
    private final List<RuleText> rules = new ArrayList<>();

    private FormGuard(PolicyFile file) {
        this.file = file;
    }

    /** The rules of the files, if there is nothing else in them. */
    static List<RuleText> check(List<PolicyFile> files) throws PolicyException {
        List<Diagnostic> wrong = new ArrayList<>();
        List<RuleText> rules = new ArrayList<>();
        for (PolicyFile file : files) {
            FormGuard guard = new FormGuard(file);
            guard.check();
            wrong.addAll(guard.wrong);
            rules.addAll(guard.rules);
        }
        Map<String, RuleText> byName = new HashMap<>();
        for (RuleText rule : rules) {
            RuleText first = byName.putIfAbsent(rule.name(), rule);
            if (first != null) {
                wrong.add(rule.wrong("has the name of the rule in " + first.file() + ", line " + first.line()));
            }
        }
        if (!wrong.isEmpty()) {
            throw new PolicyException(wrong);
        }
        return rules;
    }

    private void check() {
        // Java reads an escape for a character anywhere, even in a comment; a policy needs none.
        int escape = file.text().indexOf('\\');
        if (escape >= 0) {
            int line = 1
                    + (int) file.text()
                            .substring(0, escape)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            wrong.add(new Diagnostic(file.name(), line, "", "a backslash is not allowed"));
            return;
        }
        DrlParser parser = new DrlParser(DrlParser.DEFAULT_LANGUAGE_LEVEL);
        try {
            PackageDescr parsed = parser.parse(false, file.text());
            if (parser.hasErrors() || parsed == null) {
                parser.getErrors().forEach(this::unreadable);
            } else {
                checkHead(parsed);
                parsed.getRules().forEach(this::checkRule);
            }
        } catch (DroolsParserException e) {
            wrong.add(new Diagnostic(file.name(), 0, "", "can't be read: " + e.getMessage()));
        }
    }

    private void unreadable(DroolsError error) {
        int line = error.getLines().length > 0 ? error.getLines()[0] : 0;
        wrong.add(new Diagnostic(file.name(), line, "", error.getMessage()));
    }

    private void checkHead(PackageDescr parsed) {
        if (!PACKAGE.equals(parsed.getNamespace())) {
            wrong.add(new Diagnostic(
                    file.name(),
                    1,
                    "",
                    "is in package \"" + parsed.getNamespace() + "\"; want \"package " + PACKAGE + "\" first"));
        }
        for (ImportDescr imported : parsed.getImports()) {
            String target = imported.getTarget();
            boolean known =
                    Vocabulary.facts().stream().anyMatch(fact -> target.equals(Vocabulary.FACTS_PACKAGE + "." + fact));
            if (!known && !target.equals(Vocabulary.FACTS_PACKAGE + ".*")) {
                refuse(
                        imported,
                        "",
                        "import of " + target + " is not allowed; only facts of " + Vocabulary.FACTS_PACKAGE + " are");
            }
        }
        refuseAll(parsed.getFunctionImports(), "import of a function");
        refuseAll(parsed.getAccumulateImports(), "import of an accumulate function");
        refuseAll(parsed.getGlobals(), "global");
        refuseAll(parsed.getAttributes(), "attribute for all rules");
        refuseAll(parsed.getFunctions(), "function");
        refuseAll(parsed.getClassAndEnumDeclarationDescrs(), "declare");
        refuseAll(List.copyOf(parsed.getEntryPointDeclarations()), "declare entry-point");
        refuseAll(List.copyOf(parsed.getWindowDeclarations()), "declare window");
        if (parsed.getUnit() != null) {
            refuse(parsed.getUnit(), "", "unit is not allowed");
        }
    }

    private void refuseAll(List<? extends BaseDescr> found, String what) {
        found.forEach(descr -> refuse(descr, "", what + " is not allowed"));
    }

    private void checkRule(RuleDescr rule) {
        String name = rule.getName();
        int before = wrong.size();
        if (rule.isQuery()) {
            refuse(rule, name, "query is not allowed");
        }
        if (rule.hasParent()) {
            refuse(rule, name, "extends is not allowed");
        }
        if (rule.getUnit() != null) {
            refuse(rule, name, "unit is not allowed");
        }
        if (!rule.getAnnotationNames().isEmpty()) {
            refuse(
                    rule,
                    name,
                    "annotation @" + rule.getAnnotationNames().iterator().next() + " is not allowed");
        }
        rule.getAttributes().values().forEach(attribute -> checkAttribute(name, attribute));
        if (!rule.getNamedConsequences().isEmpty()) {
            refuse(rule, name, "a second \"then\" part is not allowed");
        }
        if (wrong.size() == before) {
            checkParts(rule);
        }
    }

    private void checkAttribute(String rule, AttributeDescr attribute) {
        if (!ATTRIBUTES.contains(attribute.getName())) {
            refuse(
                    attribute,
                    rule,
                    "attribute " + attribute.getName() + " is not allowed; only "
                            + ATTRIBUTES.stream().sorted().toList() + " are");
        } else if (!String.valueOf(attribute.getValue()).matches("-?[0-9]{1,6}|true|false")) {
            refuse(
                    attribute,
                    rule,
                    attribute.getName() + " wants a plain number, has \"" + attribute.getValue() + "\"");
        }
    }

    private void checkParts(RuleDescr rule) {
        List<? extends BaseDescr> conditions = rule.getLhs().getDescrs();
        if (conditions.size() != 1 || !(conditions.get(0) instanceof PatternDescr pattern)) {
            refuse(
                    rule,
                    rule.getName(),
                    "a rule looks at one fact, as in \"$lot : StorageLot(...)\", and at nothing else");
            return;
        }
        Vocabulary.Words words =
                Vocabulary.of(String.valueOf(pattern.getObjectType())).orElse(null);
        if (words == null) {
            refuse(
                    pattern,
                    rule.getName(),
                    "\"" + pattern.getObjectType() + "\" is no fact; there are "
                            + String.join(", ", Vocabulary.facts()));
            return;
        }
        if (!isPlain(pattern)) {
            refuse(
                    pattern,
                    rule.getName(),
                    "want a plain condition, as in \"$lot : " + pattern.getObjectType() + "(...)\"");
            return;
        }
        SentenceGuard sentences = new SentenceGuard(
                pattern.getObjectType(),
                words,
                (line, message) -> wrong.add(new Diagnostic(file.name(), line, rule.getName(), message)));
        sentences.bind(pattern.getIdentifier());
        for (BaseDescr constraint : pattern.getDescrs()) {
            sentences.checkCondition(
                    Token.of(((ExprConstraintDescr) constraint).getExpression(), constraint.getLine()));
        }
        sentences.checkConsequence(Token.of(String.valueOf(rule.getConsequence()), rule.getConsequenceLine()));
        rules.add(
                new RuleText(file.name(), rule.getLine(), rule.getEndLine(), rule.getName(), pattern.getObjectType()));
    }

    private static boolean isPlain(PatternDescr pattern) {
        return pattern.getClass() == PatternDescr.class
                && pattern.getIdentifier() != null
                && pattern.getIdentifier().startsWith("$")
                && pattern.getSource() == null
                && !pattern.isQuery()
                && !pattern.isUnification()
                && pattern.getBehaviors().isEmpty()
                && pattern.getAnnotationNames().isEmpty()
                && pattern.getDescrs().stream()
                        .allMatch(constraint -> constraint instanceof ExprConstraintDescr expression
                                && expression.getType() == ExprConstraintDescr.Type.NAMED);
    }

    private void refuse(BaseDescr where, String rule, String message) {
        wrong.add(new Diagnostic(file.name(), Math.max(where.getLine(), 0), rule, message));
    }
}
