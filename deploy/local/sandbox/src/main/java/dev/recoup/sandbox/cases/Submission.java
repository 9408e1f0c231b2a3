package dev.recoup.sandbox.cases;

import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.coverage.Zone;
import dev.recoup.sandbox.signing.Paper;
import java.util.List;
import java.util.Optional;

/** What becomes of a well-formed case. */
sealed interface Submission {

    /** The rule that a creditor's reference is there once. */
    String DUPLICATE_REFERENCE = "DuplicateReference";

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

    /** The machine-readable name of the rule that a paper must be signed or handed in (guide 22.3). */
    static String problemType(Paper paper) {
        return switch (paper) {
            case Paper.Agreement agreement -> "MissingDebtCollectionContract";
            case Paper.PowerOfAttorney power -> "MissingPowerOfAttorney";
            case Paper.PricingAppendix appendix -> "MissingPowerOfAttorney";
            case Paper.Identity identity -> "MissingKycVerification";
        };
    }

    /** The same for people. */
    static String message(Paper paper) {
        return switch (paper) {
            case Paper.Agreement agreement -> "The collection agreement must be signed first";
            case Paper.PowerOfAttorney(CollectionPartner agency) ->
                "A power of attorney for " + agency.name() + " must be signed first";
            case Paper.PricingAppendix(Zone zone) ->
                "The pricing appendix for " + zone.country() + " must be signed first";
            case Paper.Identity identity -> "The agency needs the data of a director first";
        };
    }
}
