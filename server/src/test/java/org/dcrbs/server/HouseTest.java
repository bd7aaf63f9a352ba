package org.dcrbs.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dcrbs.server.store.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which part of the house may know which. */
class HouseTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.dcrbs");

    private static final Map<String, List<String>> ARROWS = Map.of(
            "market", List.of(),
            "protocol", List.of(),
            "solver", List.of(),
            "rules", List.of("market"),
            "peer", List.of("market", "rules", "protocol"),
            "server", List.of("market", "rules", "solver", "protocol"));

    @Test
    void everyModuleIsLookedAt() {
        for (String module : ARROWS.keySet()) {
            assertThat(HOUSE.that(resideInAPackage("org.dcrbs." + module + "..")))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @Test
    void arrowsPointOneWay() {
        ARROWS.forEach((module, known) -> {
            String[] others = ARROWS.keySet().stream()
                    .filter(other -> !other.equals(module) && !known.contains(other))
                    .map(other -> "org.dcrbs." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("org.dcrbs." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(HOUSE);
        });
    }

    @Test
    void theMarketKnowsTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("org.dcrbs.market..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.dcrbs.market..", "java..", "org.jspecify..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("org.dcrbs.market..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.sql..")
                .check(HOUSE);
    }

    @ParameterizedTest
    @CsvSource({
        "org.springframework.., org.dcrbs.server..",
        "com.mongodb.., org.dcrbs.server..",
        "org.bson.., org.dcrbs.server..",
        "de.bwaldvogel.., org.dcrbs.server.store",
        "org.drools.., org.dcrbs.rules..",
        "org.kie.., org.dcrbs.rules..",
        "org.optaplanner.., org.dcrbs.solver..",
        "com.google.ortools.., org.dcrbs.solver..",
        "dev.cel.., org.dcrbs.server.search"
    })
    void aLibraryStaysWhereItBelongs(String library, String home) {
        onlyIn(library, home).check(HOUSE);
    }

    @Test
    void nettyStaysAtTheEndsOfTheLink() {
        onlyIn(
                        "io.netty..",
                        "org.dcrbs.protocol.link",
                        // Makes the SslContext that the ends are given.
                        "org.dcrbs.protocol.tls",
                        "org.dcrbs.peer.link",
                        "org.dcrbs.peer.door",
                        "org.dcrbs.peer.proxy",
                        "org.dcrbs.server.gateway",
                        // The embedded store's own encoder of documents writes to Netty's buffers.
                        "org.dcrbs.server.store")
                .check(HOUSE);
    }

    @Test
    void aStoreIsItsFeaturesOwn() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Store")
                .and()
                .resideInAPackage("org.dcrbs.server..")
                .and()
                .resideOutsideOfPackage("org.dcrbs.server.store")
                .should()
                .bePackagePrivate()
                .check(HOUSE);
        for (JavaClass keeper : HOUSE) {
            boolean keepsDocuments = keeper.getFields().stream()
                    .anyMatch(field -> field.getRawType().isEquivalentTo(Documents.class));
            if (keepsDocuments) {
                assertThat(keeper.getMethods())
                        .as("%s hands out no documents", keeper)
                        .noneMatch(method -> method.getRawReturnType().isEquivalentTo(Documents.class));
            }
        }
    }

    @Test
    void theStoreKnowsDocumentsAndNoFeature() {
        classes()
                .that()
                .resideInAPackage("org.dcrbs.server.store")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("org.dcrbs.server.store")
                        .or(DescribedPredicate.not(resideInAPackage("org.dcrbs.."))))
                .check(HOUSE);
    }

    @Test
    void theDecidingPartsHaveNoClockOfTheirOwn() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.dcrbs.market..",
                        "org.dcrbs.server.search",
                        "org.dcrbs.server.negotiation",
                        "org.dcrbs.server.round",
                        "org.dcrbs.server.contract",
                        "org.dcrbs.server.ledger",
                        "org.dcrbs.server.reputation",
                        "org.dcrbs.server.dispute",
                        "org.dcrbs.server.work")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(HOUSE);
    }

    private static ArchRule onlyIn(String library, String... homes) {
        return noClasses()
                .that()
                .resideInAPackage("org.dcrbs..")
                .and()
                .resideOutsideOfPackages(homes)
                .should(dependOnClassesThat(resideInAPackage(library)));
    }
}
