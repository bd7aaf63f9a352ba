package org.dcrbs.solver;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.dcrbs.solver", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule DEPENDS_ON_NOTHING_ELSE_OF_OURS = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("org.dcrbs..").and(not(resideInAPackage("org.dcrbs.solver.."))));

    @ArchTest
    static final ArchRule OPTAPLANNER_STAYS_IN_PLANNING = noClasses()
            .that()
            .resideOutsideOfPackage("org.dcrbs.solver.planning..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.optaplanner..");

    @ArchTest
    static final ArchRule OR_TOOLS_STAYS_IN_CPSAT = noClasses()
            .that()
            .resideOutsideOfPackage("org.dcrbs.solver.cpsat..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.ortools..");

    @ArchTest
    static final ArchRule JSON_STAYS_IN_FORMAT = noClasses()
            .that()
            .resideOutsideOfPackage("org.dcrbs.solver.format..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");

    @ArchTest
    static final ArchRule THE_CHECKER_SHARES_NOTHING_WITH_THE_SOLVER = noClasses()
            .that()
            .haveSimpleNameStartingWith("PairingChecker")
            .or()
            .haveSimpleName("BoundAudit")
            .or()
            .haveSimpleName("KnapsackAudit")
            .or()
            .haveSimpleName("PoolLedger")
            .or()
            .haveSimpleName("CycleCheck")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.dcrbs.solver.table..",
                    "org.dcrbs.solver.bound..",
                    "org.dcrbs.solver.search..",
                    "org.dcrbs.solver.planning..",
                    "org.dcrbs.solver.exact..",
                    "org.dcrbs.solver.cpsat..",
                    "org.dcrbs.solver.cycles.."));
}
