package dev.recoup.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.recoup", importOptions = ImportOption.DoNotIncludeTests.class)
class BoundariesTest {

    @ArchTest
    static final ArchRule the_sandbox_shares_no_class_with_the_rest_of_recoup = noClasses()
            .that()
            .resideInAPackage("dev.recoup.sandbox..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.recoup..").and(not(resideInAPackage("dev.recoup.sandbox.."))));

    @ArchTest
    static final ArchRule features_form_no_circles =
            slices().matching("dev.recoup.sandbox.(*)..").should().beFreeOfCycles();
}
