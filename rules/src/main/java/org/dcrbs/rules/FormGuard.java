package org.dcrbs.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;

/**
 * The first guard: a rule file is Java in disguise, so only the forms that a policy needs are let through to the
 * compiler. What isn't on the list is refused, known to be harmful or not. Nothing is compiled, loaded or run here.
 */
final class FormGuard {
    /** The package of every policy file. */
    static final String PACKAGE = "policies";

    /** More than a policy needs; each takes its time to compile. */
    static final int MOST_RULES = 500;

    private FormGuard() {}

    /** The rules of the files, if there is nothing else in them. */
    static List<RuleText> check(List<PolicyFile> files) throws PolicyException {
        List<Diagnostic> wrong = new ArrayList<>();
        List<RuleText> rules = new ArrayList<>();
        for (PolicyFile file : files) {
            List<Diagnostic> characters = checkCharacters(file);
            wrong.addAll(characters);
            if (characters.isEmpty()) {
                check(file, rules, wrong);
            }
        }
        checkNames(rules, wrong);
        if (rules.size() > MOST_RULES) {
            wrong.add(new Diagnostic("policies", 0, "", rules.size() + " rules; " + MOST_RULES + " at most"));
        }
        if (!wrong.isEmpty()) {
            throw new PolicyException(wrong);
        }
        return rules;
    }

    private static void check(PolicyFile file, List<RuleText> rules, List<Diagnostic> wrong) {
        DrlParser parser = new DrlParser(DrlParser.DEFAULT_LANGUAGE_LEVEL);
        try {
            PackageDescr parsed = parser.parse(false, file.text());
            if (parsed == null || parser.hasErrors()) {
                parser.getErrors().forEach(error -> wrong.add(told(file, error)));
            } else {
                new HeadGuard(file.name(), wrong).check(parsed);
                RuleGuard guard = new RuleGuard(file, wrong);
                parsed.getRules().forEach(rule -> guard.check(rule).ifPresent(rules::add));
            }
        } catch (DroolsParserException e) {
            wrong.add(new Diagnostic(file.name(), 0, "", "can't be read: " + e.getMessage()));
        } catch (StackOverflowError e) {
            // The parser goes as deep as the brackets do.
            wrong.add(new Diagnostic(file.name(), 0, "", "has brackets within brackets, too deep to follow"));
        }
    }

    private static Diagnostic told(PolicyFile file, DroolsError error) {
        int line = error.getLines().length > 0 ? error.getLines()[0] : 0;
        String words = error.getMessage().strip().replaceAll("^\\[ERR \\d+] Line \\d+:\\d+ ", "");
        return new Diagnostic(file.name(), line, "", words);
    }

    private static void checkNames(List<RuleText> rules, List<Diagnostic> wrong) {
        Map<String, RuleText> byName = new HashMap<>();
        for (RuleText rule : rules) {
            RuleText first = byName.putIfAbsent(rule.name(), rule);
            if (first != null) {
                wrong.add(rule.wrong("has the name of the rule in " + first.file() + ", line " + first.line()));
            }
        }
    }

    /**
     * Characters that Java, the rule language and a reader might each take for something else: an escape stands for a
     * character anywhere, even in a comment; a lone carriage return ends a comment for Java alone.
     */
    private static List<Diagnostic> checkCharacters(PolicyFile file) {
        List<Diagnostic> wrong = new ArrayList<>();
        String[] lines = file.text().split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int line = i + 1;
            if (lines[i].indexOf('\\') >= 0) {
                wrong.add(new Diagnostic(file.name(), line, "", "a backslash is not allowed"));
            }
            if (lines[i].chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
                wrong.add(new Diagnostic(file.name(), line, "", "a control character is not allowed"));
            }
        }
        for (Token token : Token.of(file.text(), 1)) {
            if (token.is("\"")) {
                wrong.add(new Diagnostic(file.name(), token.line(), "", "a quote is opened and not closed"));
            } else if (token.is("'")) {
                wrong.add(new Diagnostic(file.name(), token.line(), "", "a single quote is not allowed; want \""));
            }
        }
        return wrong;
    }
}
