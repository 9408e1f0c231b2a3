package dev.recoup.debitura;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets operations of Debitura's test environment pass only where {@code recoup.environment} is {@code test}: a wipe must
 * not depend on Debitura refusing it.
 */
@Singleton
class TestOperations {

    private final String environment;

    TestOperations(@ConfigProperty(name = "recoup.environment") String environment) {
        this.environment = environment;
    }

    /** Refuses the call anywhere but in the test environment, before anything is sent. */
    void permit(DebituraCall call) {
        if (!"test".equals(environment)) {
            throw new DebituraException(call, new DebituraError.TestEnvironmentOnly());
        }
    }
}
