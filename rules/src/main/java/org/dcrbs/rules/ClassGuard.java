package org.dcrbs.rules;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.objectweb.asm.ClassReader;

/**
 * The last guard: the compiled classes, before the first of them is loaded. All that a class can reach stands in its
 * constant pool, so each member named there must be on the list. It would take a hole in {@link FormGuard} for
 * anything to be refused here.
 */
final class ClassGuard {
    private static final String RULES = FormGuard.PACKAGE + "/";
    private static final String PROJECT = "org/drools/project/model/";
    private static final String FACTS = Vocabulary.FACTS_PACKAGE.replace('.', '/') + "/";

    /** What the executable model of a policy needs: whole classes, or single members where a class can do more. */
    private static final Set<String> ALLOWED = Set.of(
            "java/lang/Boolean",
            "java/lang/Enum.<init>",
            "java/lang/Enum.valueOf",
            "java/lang/Long.TYPE",
            "java/lang/Long.longValue",
            "java/lang/Long.valueOf",
            "java/lang/Integer.intValue",
            "java/lang/Integer.valueOf",
            "java/lang/Object.<init>",
            "java/lang/RuntimeException.<init>",
            "java/lang/IllegalArgumentException.<init>",
            "java/lang/String.equals",
            "java/lang/String.hashCode",
            "java/lang/String.valueOf",
            "java/lang/StringBuilder",
            "java/lang/System.arraycopy",
            "java/math/BigDecimal",
            "java/time/format/DateTimeFormatter",
            "java/time/format/DateTimeFormatterBuilder",
            "java/util/Arrays.asList",
            "java/util/Collections.emptyList",
            "java/util/List",
            "java/util/Locale.ENGLISH",
            "org/drools/model/DomainClassMetadata",
            "org/drools/model/Index",
            "org/drools/model/Index$ConstraintType",
            "org/drools/model/Model",
            "org/drools/model/PatternDSL$PatternDef",
            "org/drools/model/PatternDSL$ReactOn",
            "org/drools/model/Rule",
            "org/drools/model/Rule$Attribute",
            "org/drools/model/RuleItemBuilder",
            "org/drools/model/Variable",
            "org/drools/model/impl/RuleBuilder",
            "org/drools/modelcompiler/dsl/pattern/D.alphaIndexedBy",
            "org/drools/modelcompiler/dsl/pattern/D.declarationOf",
            "org/drools/modelcompiler/dsl/pattern/D.eval",
            "org/drools/modelcompiler/dsl/pattern/D.execute",
            "org/drools/modelcompiler/dsl/pattern/D.on",
            "org/drools/modelcompiler/dsl/pattern/D.pattern",
            "org/drools/modelcompiler/dsl/pattern/D.reactOn",
            "org/drools/modelcompiler/dsl/pattern/D.rule",
            "org/drools/modelcompiler/util/EvaluationUtil",
            "org/drools/util/DateUtils.getDateFormatMask");

    /** Function types and operators: interfaces of one method, and enums without state. */
    private static final List<String> ALLOWED_PACKAGES = List.of(
            "org/drools/model/consequences/ConsequenceBuilder",
            "org/drools/model/functions/",
            "org/drools/model/operators/");

    /** What the class that describes the project needs besides; no word of a policy gets into it. */
    private static final List<String> ALLOWED_IN_PROJECT = List.of(
            "org/kie/api/KieServices",
            "org/kie/api/builder/model/",
            "org/kie/api/conf/",
            "org/kie/api/runtime/conf/",
            "org/kie/util/maven/support/ReleaseIdImpl",
            "org/drools/modelcompiler/CanonicalKieModuleModel");

    private ClassGuard() {}

    static void check(InternalKieModule module) throws PolicyException {
        for (String file : module.getFileNames()) {
            if (!file.endsWith(".class")) {
                continue;
            }
            if (!file.startsWith(RULES) && !file.startsWith(PROJECT)) {
                throw refused("the compiled policies contain the class " + file);
            }
            for (String reference : references(module.getBytes(file))) {
                if (!isAllowed(reference, file.startsWith(PROJECT))) {
                    throw refused(
                            "the compiled policies use " + reference.replace('/', '.') + ", which no policy needs");
                }
            }
        }
    }

    /**
     * The members that a class names, as {@code owner.name}. A class that is only named, none of its members with it, does
     * nothing: even {@code new} needs its constructor.
     */
    static SortedSet<String> references(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        char[] buffer = new char[reader.getMaxStringLength()];
        SortedSet<String> references = new TreeSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            // The second half of a long or double is an item without a place.
            int tag = at == 0 ? 0 : reader.readByte(at - 1);
            switch (tag) {
                case 9, 10, 11 -> {
                    int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
                    references.add(reader.readClass(at, buffer) + "." + reader.readUTF8(nameAndType, buffer));
                }
                // Handles, call sites and modules: nothing that a policy compiles to, and ways round this list.
                case 15, 16, 17, 18, 19, 20 -> references.add("invokedynamic");
                default -> {}
            }
        }
        return references;
    }

    static boolean isAllowed(String reference, boolean inProject) {
        int dot = reference.indexOf('.');
        String owner = dot < 0 ? reference : reference.substring(0, dot);
        String member = reference.substring(dot + 1);
        if (owner.startsWith(RULES) || owner.startsWith(PROJECT)) {
            return true;
        } else if (owner.startsWith(FACTS)) {
            return isWord(owner.substring(FACTS.length()), member);
        }
        return ALLOWED.contains(owner)
                || ALLOWED.contains(reference)
                || ALLOWED_PACKAGES.stream().anyMatch(owner::startsWith)
                || (inProject && ALLOWED_IN_PROJECT.stream().anyMatch(owner::startsWith));
    }

    private static boolean isWord(String fact, String member) {
        return Vocabulary.of(fact)
                .filter(words -> words.methods().contains(member))
                .isPresent();
    }

    private static PolicyException refused(String message) {
        return new PolicyException(new Diagnostic("policies", 0, "", message));
    }
}
