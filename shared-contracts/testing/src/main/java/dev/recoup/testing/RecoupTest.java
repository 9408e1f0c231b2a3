package dev.recoup.testing;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of a running service with a real Kafka, a real PostgreSQL, the Debitura sandbox, a token issuer and a clock.
 *
 * <p>All are started once per test JVM and shared by its classes, so tests use ids of their own and run in any order.
 * Fields of type {@link Sandbox}, {@link EventProbe}, {@link Tokens}, {@link
 * dev.recoup.testing.contract.ContractRecord} and {@link dev.recoup.testing.infra.PostgresServer.Database} are filled
 * in; {@code @Inject MutableClock} moves the time.
 *
 * <p>Every call of Debitura's APIs is held against their documents; a class during which one broke them fails, unless
 * a test announced it with {@link dev.recoup.testing.contract.ContractRecord#deliberately}.
 */
@QuarkusTest
@ExtendWith(ContractHeld.class)
@Stereotype
@Singleton
@WithTestResource(TestStack.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RecoupTest {

    /**
     * The service under test, by the name of its folder.
     *
     * @return for instance {@code case-service}
     */
    String service();
}
