package org.dcrbs.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.drools.compiler.kie.builder.impl.DrlProject;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieBuilder.ProjectType;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/**
 * Turns policy files into rules that can be fired, in three steps: their form is checked, they are compiled to classes,
 * and the classes are checked before the first of them is loaded.
 */
final class PolicyCompiler {
    private static final String FOLDER = "src/main/resources/policies/";

    /** After the file's own name, so that a translated card is taken for rules. */
    private static final String SUFFIX = ".drl";

    private PolicyCompiler() {}

    static CompiledRules compile(List<PolicyFile> files) throws PolicyException {
        return compileChecked(files, FormGuard.check(files));
    }

    /** The steps after the first; for tests to see that they hold by themselves. */
    static CompiledRules compileChecked(List<PolicyFile> files, List<RuleText> rules) throws PolicyException {
        KieServices services = KieServices.Factory.get();
        ReleaseId release =
                services.newReleaseId("org.dcrbs", "policies", UUID.randomUUID().toString());
        try {
            KieBuilder builder = build(services, release, files, ExecutableModelProject.class);
            if (builder.getResults().hasMessages(Message.Level.ERROR)) {
                throw new PolicyException(diagnose(services, files, rules, builder));
            }
            ClassGuard.check((InternalKieModule) builder.getKieModule());
            KieBase base = services.newKieContainer(release).getKieBase();
            return new CompiledRules(base, rules);
        } catch (RuntimeException e) {
            // The compiler's own way to say that it doesn't understand, at times.
            throw new PolicyException(new Diagnostic("policies", 0, "", "the compiler gave up: " + firstLine(e)));
        } finally {
            services.getRepository().removeKieModule(release);
        }
    }

    private static KieBuilder build(
            KieServices services, ReleaseId release, List<PolicyFile> files, Class<? extends ProjectType> type) {
        KieFileSystem sources = services.newKieFileSystem();
        sources.generateAndWritePomXML(release);
        files.forEach(file -> sources.write(FOLDER + file.name() + SUFFIX, file.text()));
        return services.newKieBuilder(sources, PolicyCompiler.class.getClassLoader())
                .buildAll(type);
    }

    /** The executable model's errors have no line numbers, so the plain compiler is asked once more. */
    private static List<Diagnostic> diagnose(
            KieServices services, List<PolicyFile> files, List<RuleText> rules, KieBuilder failed) {
        ReleaseId release =
                services.newReleaseId("org.dcrbs", "policies", UUID.randomUUID().toString());
        List<Diagnostic> wrong = new ArrayList<>();
        try {
            KieBuilder plain = build(services, release, files, DrlProject.class);
            plain.getResults().getMessages(Message.Level.ERROR).forEach(message -> wrong.add(told(message, rules)));
        } finally {
            services.getRepository().removeKieModule(release);
        }
        if (wrong.isEmpty()) {
            failed.getResults().getMessages(Message.Level.ERROR).forEach(message -> wrong.add(told(message, rules)));
        }
        return wrong;
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }

    private static Diagnostic told(Message message, List<RuleText> rules) {
        String path = message.getPath() == null ? "policies" : message.getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        String file = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        String rule = rules.stream()
                .filter(text -> text.file().equals(file)
                        && text.line() <= message.getLine()
                        && message.getLine() <= text.lastLine())
                .map(RuleText::name)
                .findFirst()
                .orElse("");
        return new Diagnostic(file, message.getLine(), rule, message.getText().strip());
    }
}
