package dev.recoup.debitura.customer;

import java.util.Optional;

/**
 * What a case still waits to be signed (guide 17).
 *
 * @param sdca the standard agreement
 * @param poa the power of attorney; empty without a collection partner
 * @param pricingAppendix the appendix of the jurisdiction's pricing zone
 * @param collectionPartnerName the assigned collection partner
 * @param needsPoaSigning the case is held up by a missing or outdated power of attorney or appendix
 */
public record ContractStatus(
        Contract sdca,
        Optional<Contract> poa,
        Optional<Contract> pricingAppendix,
        Optional<String> collectionPartnerName,
        boolean needsPoaSigning) {

    /**
     * One contract.
     *
     * @param signed it is signed
     * @param requiresResigning a newer version must be signed
     * @param solutionUrl page where to sign; empty when signed and current
     */
    public record Contract(boolean signed, boolean requiresResigning, Optional<String> solutionUrl) {}
}
