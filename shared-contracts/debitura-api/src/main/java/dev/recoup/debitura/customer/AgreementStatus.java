package dev.recoup.debitura.customer;

import java.util.Optional;

/**
 * State of the client's standard debt collection agreement.
 *
 * @param signed it is signed
 * @param requiresResigning it must be signed again
 * @param invalidationReason why, as Debitura's text
 * @param termsUrl the signed document
 * @param solutionUrl page where to sign; empty when nothing is to be done
 */
public record AgreementStatus(
        boolean signed,
        boolean requiresResigning,
        Optional<String> invalidationReason,
        Optional<String> termsUrl,
        Optional<String> solutionUrl) {}
