package dev.recoup.debitura.referral;

import dev.recoup.debitura.CloseCode;
import dev.recoup.debitura.Lifecycle;
import java.util.UUID;

/**
 * An event to fire at the platform's own subscriptions in the test environment (guide 14); nothing changes. Null
 * components are left out of the request.
 *
 * @param eventType name of the event, required; {@code cases.replay_failed} cannot be fired
 * @param caseId the case, required for {@code case.*}
 * @param externalTenantId the client, required for {@code client.*}
 * @param oldLifecycle for {@code case.updated}; the case's own when null
 * @param newLifecycle for {@code case.updated}; closed when null
 * @param closeCode for {@code case.closed}; paid when null
 * @param closeComment for {@code case.closed}
 */
public record TestEvent(
        String eventType,
        UUID caseId,
        String externalTenantId,
        Lifecycle oldLifecycle,
        Lifecycle newLifecycle,
        CloseCode closeCode,
        String closeComment) {

    /**
     * An event about a client.
     *
     * @param eventType a {@code client.*} event
     * @param externalTenantId the client
     * @return the request
     */
    public static TestEvent ofClient(String eventType, String externalTenantId) {
        return new TestEvent(eventType, null, externalTenantId, null, null, null, null);
    }

    /**
     * An event about a case, with Debitura's defaults.
     *
     * @param eventType a {@code case.*} event
     * @param caseId the case
     * @return the request
     */
    public static TestEvent ofCase(String eventType, UUID caseId) {
        return new TestEvent(eventType, caseId, null, null, null, null, null);
    }
}
