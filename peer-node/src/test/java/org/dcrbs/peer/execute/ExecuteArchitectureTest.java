package org.dcrbs.peer.execute;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.dcrbs.peer", importOptions = DoNotIncludeTests.class)
class ExecuteArchitectureTest {
    /** The child's class path holds nothing else: a class too many would be missed only when a unit runs. */
    @ArchTest
    static final ArchRule theChildNeedsOnlyTheJdkAndChicory = classes()
            .that()
            .resideInAPackage("org.dcrbs.peer.execute.compute.child..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.dcrbs.peer.execute.compute.child..", "java..", "com.dylibso.chicory..", "org.jspecify..");

    @ArchTest
    static final ArchRule theNodeItselfRunsNoModule = noClasses()
            .that()
            .resideOutsideOfPackage("org.dcrbs.peer.execute.compute..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.dylibso.chicory..");

    @ArchTest
    static final ArchRule noKindOfWorkKnowsAnother = slices().matching(
                    "org.dcrbs.peer.execute.(compute|memory|storage|peripheral|access)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule workDoesNotKnowTheLink = noClasses()
            .that()
            .resideInAPackage("org.dcrbs.peer.execute..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "oshi..", "org.dcrbs.peer.link..", "org.dcrbs.peer.hardware..");

    @ArchTest
    static final ArchRule oshiStaysInHardware = noClasses()
            .that()
            .resideOutsideOfPackage("org.dcrbs.peer.hardware..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("oshi..");

    @ArchTest
    static final ArchRule printersAndScannersAreSpokenToInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("org.dcrbs.peer.execute.peripheral")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.hp.jipp..", "au.com.southsky.jfreesane..");
}
