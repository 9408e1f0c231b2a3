package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Says an answer the other way where sources differ from the documents. It is applied after the answer was held against
 * its document, so that the documented form stays the one that is checked.
 */
final class Dialect {

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Set<String> SUBSCRIPTIONS =
            Set.of("referral.listWebhooks", "referral.createWebhook", "referral.getWebhook", "referral.updateWebhook");
    private static final Map<String, String> TOKEN_NAMES = Map.of(
            "accessToken", "access_token",
            "tokenType", "token_type",
            "expiresIn", "expires_in",
            "externalTenantId", "external_tenant_id",
            "creditorId", "creditor_id");

    private static final Map<String, String> LIFECYCLES = Map.of(
            "Pending contract signing", "PendingContractSigning",
            "Pending Verification Internal", "PendingVerificationInternal",
            "Pending Verification", "PendingVerification",
            "More Info Required", "NeedsAdditionalDetails",
            "Collecting Quotes", "Leads",
            "Pending Quote Selection", "LeadsQuoteGiven");

    private final Unknowns unknowns;

    Dialect(Unknowns unknowns) {
        this.unknowns = unknowns;
    }

    /**
     * An answer as it goes on the wire.
     *
     * @param departures the switches whose other way it shows
     */
    record Spoken(int status, Map<String, String> headers, Optional<JsonNode> body, List<Unknown> departures) {}

    /** Translates the answer of an operation; an answer that no switch touches stays as it is. */
    Spoken speak(String operation, Answer answer) {
        Draft draft = new Draft(operation, answer);
        draft.when(Unknown.WEBHOOK_CREATED_STATUS, draft::sayCreated);
        draft.when(Unknown.RETRY_AFTER_PLACE, draft::moveRetryAfter);
        draft.when(Unknown.PAGE_KEY, draft::renamePage);
        draft.when(Unknown.SUBSCRIPTION_NAMES, draft::capitaliseSubscriptions);
        draft.when(Unknown.TOKEN_NAMES, draft::renameToken);
        draft.when(Unknown.CONFLICT_SHAPE, draft::wrapConflict);
        draft.when(Unknown.ANSWER_LIFECYCLE_TEXT, draft::nameLifecycles);
        draft.when(Unknown.KYC_STATUS_TEXT, draft::capitaliseKycStatus);
        draft.when(Unknown.TIMESTAMP_ZONE, draft::dropZones);
        return new Spoken(draft.status, draft.headers, draft.body, draft.departures);
    }

    /** Reads a request's body in the names of the document; those of subscriptions may be written in another case. */
    JsonNode understand(String operation, Schema schema, JsonNode sent) {
        if (unknowns.of(Unknown.SUBSCRIPTION_NAMES) == Behaviour.A
                || !SUBSCRIPTIONS.contains(operation)
                || !sent.isObject()) {
            return sent;
        }
        ObjectNode understood = Json.object();
        sent.properties().forEach(entry -> understood.set(schema.declaredName(entry.getKey()), entry.getValue()));
        return understood;
    }

    /** Each step tells whether it changed anything. */
    private interface Step {
        boolean take();
    }

    private final class Draft {

        private final String operation;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<Unknown> departures = new ArrayList<>();
        private int status;
        private Optional<JsonNode> body;

        private Draft(String operation, Answer answer) {
            this.operation = operation;
            this.status = answer.status();
            this.body = answer.body();
        }

        private void when(Unknown unknown, Step step) {
            if (unknowns.of(unknown) == Behaviour.B && step.take()) {
                departures.add(unknown);
            }
        }

        private boolean isGood() {
            return status >= 200 && status <= 299;
        }

        /** Returns a copy of the body that may be changed; stored answers and views are never touched. */
        private Optional<ObjectNode> copy() {
            Optional<ObjectNode> copy = body.filter(JsonNode::isObject).map(object -> ((ObjectNode) object).deepCopy());
            copy.ifPresent(changed -> body = Optional.of(changed));
            return copy;
        }

        private boolean sayCreated() {
            boolean applies = operation.equals("referral.createWebhook") && status == 200;
            status = applies ? 201 : status;
            return applies;
        }

        private boolean moveRetryAfter() {
            if (status != 429) {
                return false;
            }
            copy().ifPresent(refusal -> headers.put(
                    "Retry-After",
                    refusal.remove("retryAfter")
                            .decimalValue()
                            .setScale(0, RoundingMode.CEILING)
                            .toPlainString()));
            return true;
        }

        private boolean renamePage() {
            if (!isGood() || body.filter(list -> list.path("page").isObject()).isEmpty()) {
                return false;
            }
            copy().ifPresent(list -> list.set("pageData", list.remove("page")));
            return true;
        }

        private boolean capitaliseSubscriptions() {
            if (!isGood() || !SUBSCRIPTIONS.contains(operation)) {
                return false;
            }
            body = body.map(found -> switch (found) {
                case ArrayNode list -> Json.array(list.valueStream().toList(), Draft::capitalised);
                default -> capitalised(found);
            });
            return true;
        }

        private static ObjectNode capitalised(JsonNode object) {
            ObjectNode capitalised = Json.object();
            object.properties().forEach(entry -> capitalised.set(capitalised(entry.getKey()), entry.getValue()));
            return capitalised;
        }

        private static String capitalised(String name) {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }

        private boolean renameToken() {
            if (!isGood() || !operation.equals("referral.createAccessToken")) {
                return false;
            }
            ObjectNode renamed = Json.object();
            body.ifPresent(token -> token.properties()
                    .forEach(entry ->
                            renamed.set(TOKEN_NAMES.getOrDefault(entry.getKey(), entry.getKey()), entry.getValue())));
            body = Optional.of(renamed);
            return true;
        }

        private boolean wrapConflict() {
            if (status != 409 || !operation.equals("referral.createClient")) {
                return false;
            }
            copy().ifPresent(conflict -> {
                ((ObjectNode) conflict.get("data")).remove("isAttributedClient");
                if (conflict.get("type").asText().equals("ClientAlreadyLinkedToAnotherPartner")) {
                    conflict.put("type", "AlreadyLinkedToAnotherPartner");
                }
                body = Optional.of(Json.object().set("conflictResponse", conflict));
            });
            return true;
        }

        private boolean nameLifecycles() {
            return respell("lifecycle", label -> LIFECYCLES.getOrDefault(label, label));
        }

        private boolean capitaliseKycStatus() {
            return respell("kycStatus", Draft::pascal);
        }

        /** Spells the texts under a name in another way, wherever it stands. */
        private boolean respell(String name, UnaryOperator<String> spelling) {
            boolean applies =
                    isGood() && body.isPresent() && !texts(body.get(), name).isEmpty();
            if (applies) {
                JsonNode respelt = body.get().deepCopy();
                texts(respelt, name)
                        .forEach(parent ->
                                parent.put(name, spelling.apply(parent.get(name).asText())));
                body = Optional.of(respelt);
            }
            return applies;
        }

        private static List<ObjectNode> texts(JsonNode within, String name) {
            return within.findParents(name).stream()
                    .filter(parent -> parent.get(name).isTextual())
                    .map(ObjectNode.class::cast)
                    .toList();
        }

        private static String pascal(String snake) {
            StringBuilder text = new StringBuilder();
            for (String word : snake.split("_")) {
                text.append(capitalised(word));
            }
            return text.toString();
        }

        private boolean dropZones() {
            if (!isGood() || body.isEmpty()) {
                return false;
            }
            JsonNode zoned = body.get();
            JsonNode zoneless = zoned.deepCopy();
            strip(zoneless);
            body = Optional.of(zoneless);
            return !zoneless.equals(zoned);
        }

        private static void strip(JsonNode node) {
            if (node instanceof ObjectNode object) {
                object.properties().forEach(entry -> {
                    String text = entry.getValue().asText("");
                    if (entry.getValue().isTextual() && MOMENT.matcher(text).matches()) {
                        entry.setValue(TextNode.valueOf(text.substring(0, text.length() - 1)));
                    }
                });
            }
            node.forEach(Draft::strip);
        }
    }
}
