package dev.recoup.onboarding.client;

import dev.recoup.events.Environment;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.clients.Attribution;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.events.clients.KycStatus;
import dev.recoup.events.refusals.Refusal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What others may know of a client; a snapshot is due when this differs. */
record ClientSnapshot(
        dev.recoup.events.clients.ClientState state,
        Optional<String> creditorId,
        Attribution attribution,
        KycStatus kyc,
        Optional<URI> page,
        Optional<String> onboardingRequestId,
        List<Refusal> refusals,
        Optional<Instant> linkedAt) {

    static ClientSnapshot of(Client client) {
        List<Refusal> refusals = Refusals.fromJson(client.refusals);
        return new ClientSnapshot(
                published(client.state, refusals),
                Optional.ofNullable(client.creditorId),
                client.attribution,
                client.kyc,
                client.page(),
                Optional.ofNullable(client.onboardingRequestId),
                refusals,
                Optional.ofNullable(client.linkedAt));
    }

    /** A client that Debitura never answered about shows that its request was refused. */
    private static dev.recoup.events.clients.ClientState published(ClientState state, List<Refusal> refusals) {
        return switch (state) {
            case NEW ->
                refusals.isEmpty()
                        ? dev.recoup.events.clients.ClientState.NEW
                        : dev.recoup.events.clients.ClientState.REFUSED;
            case ONBOARDING -> dev.recoup.events.clients.ClientState.ONBOARDING;
            case READY -> dev.recoup.events.clients.ClientState.READY;
            case RESIGN_REQUIRED -> dev.recoup.events.clients.ClientState.RESIGN_REQUIRED;
            case LINK_PENDING -> dev.recoup.events.clients.ClientState.LINK_PENDING;
            case DECLINED -> dev.recoup.events.clients.ClientState.DECLINED;
            case EXPIRED -> dev.recoup.events.clients.ClientState.EXPIRED;
            case BLOCKED -> dev.recoup.events.clients.ClientState.BLOCKED;
            case ARCHIVED -> dev.recoup.events.clients.ClientState.ARCHIVED;
        };
    }

    ClientStatus toStatus(
            Client client, Environment environment, String correlationId, SnapshotVersion version, Instant updatedAt) {
        return new ClientStatus(
                client.externalTenantId,
                environment,
                state,
                creditorId,
                attribution,
                kyc,
                page,
                onboardingRequestId,
                refusals,
                linkedAt,
                correlationId,
                version,
                updatedAt);
    }
}
