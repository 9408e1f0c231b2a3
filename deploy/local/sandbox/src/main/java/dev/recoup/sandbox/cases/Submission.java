package dev.recoup.sandbox.cases;

import java.util.List;
import java.util.Optional;

/** What becomes of a well-formed case. */
sealed interface Submission {

    /** It exists now. */
    record Accepted(CollectionCase created) implements Submission {}

    /** Business rules stand in its way. */
    record Refused(List<Problem> problems, Optional<String> combinedSigningUrl) implements Submission {}

    /**
     * One business rule that is not met.
     *
     * @param type the machine-readable name (guide 22.3)
     * @param solutionUrl where it can be solved, if it can
     */
    record Problem(String type, String message, Optional<String> solutionUrl) {}
}
