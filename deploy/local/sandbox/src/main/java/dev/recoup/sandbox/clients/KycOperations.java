package dev.recoup.sandbox.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.IdempotencyKeys;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The Referral API's {@code POST /clients/{externalTenantId}/kyc-verification} (guide 10). */
public final class KycOperations {

    private final Clients clients;
    private final VirtualClock clock;
    private final Consumer<Account> announcement;
    private final IdempotencyKeys keys;

    /** Prepares the operation; {@code announcement} tells the agencies at work for an account of its new data. */
    public KycOperations(Clients clients, VirtualClock clock, Consumer<Account> announcement, Unknowns unknowns) {
        this.clients = clients;
        this.clock = clock;
        this.announcement = announcement;
        this.keys = new IdempotencyKeys(clock, unknowns);
    }

    /** Adds the operation to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on("submitKycVerification", call -> clients.linkOf(call.path("externalTenantId"))
                .map(link -> keys.once(link.account().id(), call, () -> submit(link, call)))
                .orElseGet(() -> Answer.notFound("An active link of this client")));
    }

    private Answer submit(Link link, Call call) {
        JsonNode body = call.body();
        LocalDate born = LocalDate.parse(body.get("directorDateOfBirth").asText());
        if (!born.isBefore(LocalDate.ofInstant(clock.now(), ZoneOffset.UTC))) {
            return Answer.fieldErrors(Map.of("directorDateOfBirth", List.of("Must lie in the past")));
        }
        Account.Kyc filed = clients.fileKyc(
                link.account(),
                body.get("directorFullName").asText(),
                body.get("directorHomeAddress").asText(),
                born);
        if (call.query("sendChatNotification").map(Boolean::parseBoolean).orElse(true)) {
            announcement.accept(link.account());
        }
        return Answer.of(201, view(filed));
    }

    static ObjectNode view(Account.Kyc filed) {
        return Json.object()
                .put("directorFullName", filed.fullName())
                .put("directorHomeAddress", filed.homeAddress())
                .put("directorDateOfBirth", filed.dateOfBirth())
                .put("dateCreated", Json.timestamp(filed.submitted()))
                .put(
                        "verificationStatus",
                        filed.review().map(review -> review.status().wireName()).orElse(null))
                .put(
                        "verificationStatusUpdatedAt",
                        filed.review()
                                .map(review -> Json.timestamp(review.since()))
                                .orElse(null));
    }

    /** Forgets the answers given under idempotency keys. */
    public void clear() {
        keys.clear();
    }
}
