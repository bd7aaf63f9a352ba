package org.dcrbs.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

@AnalyzeClasses(packages = "org.dcrbs.rules", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> ENGINE =
            JavaClass.Predicates.resideInAnyPackage("org.drools..", "org.kie..", "org.mvel2..", "org.objectweb..");

    @ArchTest
    static final ArchRule rulesKnowOnlyTheMarket = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.dcrbs.rules..",
                    "org.dcrbs.market..",
                    "org.drools..",
                    "org.kie..",
                    "org.objectweb.asm..",
                    "org.jspecify..",
                    "javax.xml.stream..",
                    "com.sun.management..",
                    "java..");

    @ArchTest
    static final ArchRule factsKnowNothingOfTheEngine = noClasses()
            .that()
            .resideInAPackage("org.dcrbs.rules.facts")
            .should()
            .dependOnClassesThat(ENGINE)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.dcrbs.rules");

    @ArchTest
    static final ArchRule noPublicMethodShowsTheEngine = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(new ArchCondition<>("show nothing of the engine") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean shows = ENGINE.test(method.getRawReturnType())
                            || method.getRawParameterTypes().stream().anyMatch(ENGINE);
                    events.add(new SimpleConditionEvent(method, !shows, method.getFullName()));
                }
            });

    @ArchTest
    static final ArchRule noPublicFieldShowsTheEngine =
            noFields().that().arePublic().should().haveRawType(ENGINE);
}
