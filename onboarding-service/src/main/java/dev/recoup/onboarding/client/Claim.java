package dev.recoup.onboarding.client;

/**
 * The right to call Debitura about one client; its outcome counts only while the attempt is still the client's newest.
 *
 * @param clientId the client's row
 * @param externalTenantId the platform's own id of the client
 * @param attempt number of the call
 * @param refreshWanted how many reasons to read the client again were counted when the call began
 * @param correlationId what first caused the newest work on the client
 */
public record Claim(long clientId, String externalTenantId, long attempt, long refreshWanted, String correlationId) {

    static Claim on(Client client) {
        return new Claim(
                client.id, client.externalTenantId, client.attempt, client.refreshWanted, client.correlationId);
    }
}
