package dev.recoup.debitura;

/** What came of withdrawing a client that never finished onboarding (guide 6.7). */
public sealed interface WithdrawalOutcome {

    /** The link is archived and the pending cases are closed; the tenant id may be used again. */
    record Withdrawn() implements WithdrawalOutcome {}

    /** There is no active link under this tenant id; withdrawn before, or never linked. */
    record NotLinked() implements WithdrawalOutcome {}

    /**
     * The client was not brought by the platform, or one of its cases is past contract signing.
     *
     * @param error what Debitura said
     */
    record TooLate(DebituraError.Answered error) implements WithdrawalOutcome {}
}
