package dev.recoup.cases.submission;

import dev.recoup.debitura.CollectionCase;
import dev.recoup.debitura.SubmissionOutcome;

/** What an attempt came to. */
sealed interface Conclusion {

    /** Debitura answered the submission, or was not reached with it. */
    record Answered(SubmissionOutcome outcome) implements Conclusion {}

    /** A case was found that one of our attempts created. */
    record Found(CollectionCase found) implements Conclusion {}

    /** The creditor reference belongs to a case that is not ours. */
    record ReferenceTaken() implements Conclusion {}

    /** Debitura has no token for the client, because its agreement is not signed: nothing was sent. */
    record AgreementOpen(String page) implements Conclusion {}

    /** Whether the case exists is still not known. */
    record StillUnknown(String because) implements Conclusion {}
}
