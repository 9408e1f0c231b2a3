package dev.recoup.testing;

import dev.recoup.testing.contract.ContractRecord;
import dev.recoup.testing.contract.Violation;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class during which a request or an answer broke the published documents unannounced. */
final class ContractHeld implements AfterAllCallback {

    /** What went through the proxies of this JVM. */
    static final ContractRecord RECORD = new ContractRecord();

    @Override
    public void afterAll(ExtensionContext context) {
        TestStack.mustBeRunning();
        List<Violation> violations = RECORD.takeViolations();
        if (!violations.isEmpty()) {
            throw new AssertionError(violations.stream()
                    .map(Violation::toString)
                    .collect(Collectors.joining("\n", "The published contract was broken:\n", "")));
        }
    }
}
