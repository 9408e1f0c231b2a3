package dev.recoup.systemtests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import dev.recoup.systemtests.Project;
import dev.recoup.systemtests.architecture.Pom.Dependency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may know whom: dependencies point to the shared contracts, and nothing depends on a service; and what operators
 * change is audited everywhere.
 */
class ArchitectureTest {

    private static final String EVENTS = "recoup-events";
    private static final String DEBITURA_API = "recoup-debitura-api";
    private static final String MESSAGING = "recoup-messaging";
    private static final String SANDBOX = "recoup-sandbox";
    private static final String TESTING = "recoup-testing";
    private static final String SAMPLE_PUBLISHER = "recoup-sample-publisher";
    private static final String STACK = "recoup-stack";
    private static final String LOAD = "recoup-load";

    private static final Set<String> CONTRACTS = Set.of(EVENTS, DEBITURA_API, MESSAGING);

    /** Every module with the modules it may know. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry(EVENTS, Set.of()),
            Map.entry(DEBITURA_API, Set.of()),
            Map.entry(MESSAGING, Set.of(EVENTS)),
            Map.entry(SANDBOX, Set.of()),
            Map.entry(TESTING, Set.of(EVENTS)),
            Map.entry("webhook-ingest-service", CONTRACTS),
            Map.entry("onboarding-service", CONTRACTS),
            Map.entry("case-service", CONTRACTS),
            Map.entry("revenue-service", CONTRACTS),
            Map.entry(SAMPLE_PUBLISHER, Set.of()),
            Map.entry(STACK, Set.of(EVENTS, TESTING)),
            Map.entry("recoup-contenders", Set.of()),
            Map.entry(LOAD, Set.of(EVENTS, TESTING)));

    private static final String AUDITED = "dev.recoup.messaging.audit.Audited";
    private static final String ROLES_ALLOWED = "jakarta.annotation.security.RolesAllowed";
    private static final Set<String> CHANGING =
            Set.of("jakarta.ws.rs.POST", "jakarta.ws.rs.PUT", "jakarta.ws.rs.PATCH", "jakarta.ws.rs.DELETE");

    private static final int JAVA_17 = 61;
    private static final int JAVA_25 = 69;

    private static final Map<String, Module> MODULES = Pom.in(Project.root())
            .modules()
            .collect(Collectors.toMap(Module::name, Function.identity(), (one, other) -> other, LinkedHashMap::new));

    private static final Map<String, JavaClasses> CLASSES = classes();

    /** The module of each class of ours. */
    private static final Map<String, String> OWNERS = owners();

    static Set<String> modules() {
        return MODULES.keySet();
    }

    @Test
    void every_module_of_the_build_is_looked_at() {
        assertThat(MODULES.keySet()).containsExactlyInAnyOrderElementsOf(MAY_KNOW.keySet());
        assertThat(OWNERS.values()).containsAll(MAY_KNOW.keySet());
    }

    @Test
    void a_module_without_classes_is_no_proof_of_anything(@TempDir Path folder) throws IOException {
        Module module = new Module("recoup-nothing", folder);

        assertThatThrownBy(module::classFiles).hasMessageStartingWith("recoup-nothing is not built");

        Files.createDirectories(folder.resolve("target/classes/dev/recoup/nothing"));

        assertThatThrownBy(module::classFiles).hasMessageStartingWith("recoup-nothing has no classes");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_module_uses_the_classes_of_those_modules_only_that_it_may_know(String module) {
        knowsOnly(module, MAY_KNOW.get(module)).check(CLASSES.get(module));
    }

    @Test
    void a_use_of_another_module_is_found() {
        assertThatThrownBy(() ->
                        knowsOnly("case-service", Set.of(EVENTS, DEBITURA_API)).check(CLASSES.get("case-service")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("dev.recoup.messaging");
        assertThatThrownBy(() -> knowsOnly(STACK, Set.of(EVENTS)).check(CLASSES.get(STACK)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("dev.recoup.testing");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_module_has_those_modules_only_on_its_class_path_that_it_may_know(String module) {
        assertThat(modulesOnTheClassPath(module)).isSubsetOf(MAY_KNOW.get(module));
    }

    @Test
    void a_declared_dependency_on_another_module_is_found() {
        assertThat(modulesOnTheClassPath("case-service")).containsExactlyInAnyOrder(EVENTS, MESSAGING, DEBITURA_API);
        assertThat(modulesOnTheClassPath(STACK)).containsExactly(TESTING);
    }

    @Test
    void no_class_is_in_two_modules() {
        Map<String, Set<String>> modulesOfClass = new TreeMap<>();
        CLASSES.forEach((module, classes) -> classes.forEach(type -> modulesOfClass
                .computeIfAbsent(type.getName(), name -> new TreeSet<>())
                .add(module)));
        modulesOfClass.values().removeIf(modules -> modules.size() == 1);

        assertThat(modulesOfClass).isEmpty();
    }

    @Test
    void the_jar_of_the_sandbox_and_that_of_the_sample_publisher_hold_no_other_class_of_ours() throws IOException {
        assertThat(classesOfOurs(MODULES.get(SANDBOX).folder().resolve("target/recoup-sandbox.jar")))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("dev/recoup/sandbox/"));
        assertThat(classesOfOurs(MODULES.get(SAMPLE_PUBLISHER).folder().resolve("target/sample-publisher.jar")))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("dev/recoup/samples/publisher/"));
    }

    @Test
    void the_events_need_neither_quarkus_nor_a_kafka_client() {
        needsNoPlatform().check(CLASSES.get(EVENTS));

        assertThat(MODULES.get(EVENTS).pom().dependencies())
                .isNotEmpty()
                .extracting(Dependency::groupId)
                .noneMatch(group -> group.startsWith("io.quarkus") || group.startsWith("io.smallrye"))
                .doesNotContain("org.apache.kafka");
    }

    @Test
    void a_use_of_quarkus_or_of_a_kafka_client_is_found() {
        assertThatThrownBy(() -> needsNoPlatform().check(CLASSES.get("revenue-service")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("io.quarkus");
        assertThatThrownBy(() -> needsNoPlatform().check(CLASSES.get(SAMPLE_PUBLISHER)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("org.apache.kafka");
    }

    @Test
    void the_events_and_the_sample_publisher_run_on_java_17() {
        assertThat(MODULES.get(EVENTS).classFileVersions()).containsExactly(JAVA_17);
        assertThat(MODULES.get(SAMPLE_PUBLISHER).classFileVersions()).containsExactly(JAVA_17);
    }

    @Test
    void classes_of_a_later_java_are_found() {
        assertThat(MODULES.get(SANDBOX).classFileVersions()).containsExactly(JAVA_25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {MESSAGING, "webhook-ingest-service", "onboarding-service", "case-service", "revenue-service"})
    void every_call_by_which_an_operator_changes_something_is_audited(String module) {
        isAudited(ArchitectureTest::isCommandOfThePlatform).check(CLASSES.get(module));
    }

    @Test
    void a_changing_call_that_is_not_audited_is_found() {
        assertThatThrownBy(() -> isAudited(method -> false).check(CLASSES.get("onboarding-service")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("OnboardingResource.onboard");
        assertThat(changingCalls(MESSAGING)).isEqualTo(6);
        assertThat(changingCalls("webhook-ingest-service")).isEqualTo(7);
    }

    private static ArchRule isAudited(Predicate<JavaMethod> exempted) {
        return methods()
                .that(DescribedPredicate.describe(
                        "change something over HTTP", method -> isChanging(method) && !exempted.test(method)))
                .should(ArchCondition.from(DescribedPredicate.describe(
                        "be @Audited",
                        method -> method.isAnnotatedWith(AUDITED)
                                || method.getOwner().isAnnotatedWith(AUDITED))))
                .allowEmptyShould(true)
                .because("who changed something, and why, has to be known afterwards");
    }

    private static long changingCalls(String module) {
        return CLASSES.get(module).stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(ArchitectureTest::isChanging)
                .count();
    }

    private static boolean isChanging(JavaMethod method) {
        return CHANGING.stream().anyMatch(method::isAnnotatedWith);
    }

    /** What the platform's own services ask for by HTTP instead of Kafka; no person's decision. */
    private static boolean isCommandOfThePlatform(JavaMethod method) {
        return method.tryGetAnnotationOfType(ROLES_ALLOWED)
                .flatMap(roles -> roles.get("value"))
                .map(roles -> List.of((Object[]) roles).equals(List.of("collections-write")))
                .orElse(false);
    }

    private static ArchRule knowsOnly(String module, Set<String> others) {
        return noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.<JavaClass>describe(
                        "belong to a module that " + module + " may not know",
                        type -> isForeign(type.getBaseComponentType().getName(), module, others)))
                .because("dependencies point to the shared contracts only");
    }

    private static boolean isForeign(String type, String module, Set<String> others) {
        if (!type.startsWith("dev.recoup.")) {
            return false;
        }
        // A class of ours that no module owns is not known to be allowed.
        String owner = OWNERS.getOrDefault(type, "nobody");
        return !owner.equals(module) && !others.contains(owner);
    }

    private static ArchRule needsNoPlatform() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.smallrye..",
                        "jakarta..",
                        "org.eclipse.microprofile..",
                        "org.apache.kafka..")
                .because("a publisher of events chooses its own platform and its own client");
    }

    private static List<String> modulesOnTheClassPath(String module) {
        return MODULES.get(module).pom().dependencies().stream()
                .filter(dependency -> dependency.groupId().equals("dev.recoup"))
                .filter(Dependency::isOnTheClassPathAtRunTime)
                .map(Dependency::artifactId)
                .toList();
    }

    private static List<String> classesOfOurs(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("dev/recoup/") && name.endsWith(".class"))
                    .toList();
        }
    }

    private static Map<String, JavaClasses> classes() {
        Map<String, JavaClasses> classes = new LinkedHashMap<>();
        MODULES.forEach((name, module) -> classes.put(name, module.classes()));
        return classes;
    }

    private static Map<String, String> owners() {
        Map<String, String> owners = new HashMap<>();
        CLASSES.forEach((module, classes) -> classes.forEach(type -> owners.put(type.getName(), module)));
        return owners;
    }
}
