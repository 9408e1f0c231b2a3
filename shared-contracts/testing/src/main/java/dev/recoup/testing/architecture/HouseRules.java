package dev.recoup.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of the house: services know contracts and never each other, features form no circles, money is never a
 * floating-point number, time comes from the injected clock, records are handled in their order, and names come from the
 * domain.
 */
public final class HouseRules {

    private static final Set<String> SERVICES =
            Set.of("dev.recoup.ingest", "dev.recoup.onboarding", "dev.recoup.cases", "dev.recoup.revenue");

    private HouseRules() {}

    /**
     * Checks a service's main classes.
     *
     * @param servicePackage its root package, such as {@code dev.recoup.cases}
     * @throws AssertionError when a rule is broken; says which, where and why it stands
     */
    public static void holdFor(String servicePackage) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(servicePackage);
        if (classes.isEmpty()) {
            throw new AssertionError("No classes under " + servicePackage + " to check");
        }
        rules(servicePackage).forEach(rule -> rule.check(classes));
    }

    static List<ArchRule> rules(String root) {
        return List.of(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(otherServices(root))
                        .because("services talk to each other through topics only"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("dev.recoup.sandbox..", "dev.recoup.stack..", "dev.recoup.testing..")
                        .because("what runs in production knows nothing of what stands in for others"),
                slices().matching(root + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true)
                        .because("a feature can be understood without those that use it"),
                noFields()
                        .should()
                        .haveRawType(double.class)
                        .orShould()
                        .haveRawType(float.class)
                        .orShould()
                        .haveRawType(Double.class)
                        .orShould()
                        .haveRawType(Float.class)
                        .because("money and percentages are BigDecimal"),
                noClasses()
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(LocalDate.class, "now")
                        .orShould()
                        .callMethod(LocalDateTime.class, "now")
                        .orShould()
                        .callMethod(OffsetDateTime.class, "now")
                        .orShould()
                        .callMethod(ZonedDateTime.class, "now")
                        .because("time comes from the injected Clock, so that tests can move it"),
                methods()
                        .that()
                        .areAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
                        .should()
                        .beAnnotatedWith("io.smallrye.common.annotation.Blocking")
                        .andShould()
                        .notBeAnnotatedWith("io.smallrye.common.annotation.RunOnVirtualThread")
                        .allowEmptyShould(true)
                        .because("records of a partition are handled one after the other, and handlers block;"
                                + " on virtual threads they would overtake each other"),
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Manager")
                        .orShould()
                        .haveSimpleNameEndingWith("Helper")
                        .orShould()
                        .haveSimpleNameEndingWith("Impl")
                        .orShould()
                        .haveSimpleNameEndingWith("Util")
                        .orShould()
                        .haveSimpleNameEndingWith("Utils")
                        .because("names come from the domain"));
    }

    private static String[] otherServices(String root) {
        Set<String> others = new TreeSet<>(SERVICES);
        others.remove(root);
        return others.stream().map(service -> service + "..").toArray(String[]::new);
    }
}
