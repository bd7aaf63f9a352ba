package org.dcrbs.peer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses NODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.dcrbs.peer");

    @Test
    void nettyStaysWhereNodesTalkToEachOther() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.dcrbs.peer.link", "org.dcrbs.peer.door", "org.dcrbs.peer.proxy")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(NODE);
    }

    @Test
    void theNodeKnowsNeitherServerNorSolver() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.dcrbs.server..", "org.dcrbs.solver..", "org.springframework..")
                .check(NODE);
    }

    @Test
    void executorsKnowTheLinkNotAtAll() {
        noClasses()
                .that()
                .resideInAnyPackage("org.dcrbs.peer.execute..", "org.dcrbs.peer.work")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.dcrbs.peer.link", "org.dcrbs.protocol.link")
                .check(NODE);
    }

    @Test
    void onlyTheConfigKnowsJson() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.dcrbs.peer.config")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(NODE);
    }

    @Test
    void onlyDirectTradeKnowsTheRules() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.dcrbs.peer.direct..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.dcrbs.rules..")
                .check(NODE);
    }

    @Test
    void directTradeWorksWithoutTheLinkToACoordinator() {
        noClasses()
                .that()
                .resideInAPackage("org.dcrbs.peer.direct..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.dcrbs.peer.link..", "org.dcrbs.peer.enrol..")
                .check(NODE);
    }

    @Test
    void theProgramIsImportedByNobody() {
        classes()
                .that()
                .resideInAPackage("org.dcrbs.peer")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage("org.dcrbs.peer")
                .check(NODE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.dcrbs.peer.(*)..").should().beFreeOfCycles().check(NODE);
    }
}
