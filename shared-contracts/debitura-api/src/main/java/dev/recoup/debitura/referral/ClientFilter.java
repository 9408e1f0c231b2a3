package dev.recoup.debitura.referral;

import java.time.Instant;
import java.util.Optional;

/**
 * Which clients to list (guide 6.7); filters combine.
 *
 * @param externalTenantId exactly this one
 * @param query text in company name, e-mail address or register number
 * @param onboardingDone signed or not
 * @param isAttributedClient attributed or not
 * @param linkedFrom linked at or after
 * @param linkedTo linked at or before
 */
public record ClientFilter(
        Optional<String> externalTenantId,
        Optional<String> query,
        Optional<Boolean> onboardingDone,
        Optional<Boolean> isAttributedClient,
        Optional<Instant> linkedFrom,
        Optional<Instant> linkedTo) {

    /**
     * Every linked client.
     *
     * @return a filter that leaves nothing out
     */
    public static ClientFilter all() {
        return new ClientFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
