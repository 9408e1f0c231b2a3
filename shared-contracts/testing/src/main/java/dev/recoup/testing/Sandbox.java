package dev.recoup.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The sandbox seen from outside: its control interface, its white-label pages and the two calls by which a partner
 * subscribes to webhooks. What it says happened is what tests compare with.
 */
public final class Sandbox {

    /** The partner key that the sandbox knows. */
    public static final String PARTNER_KEY = "sandbox-key";

    /** The key of the one creditor that manages its own account. */
    public static final String CREDITOR_KEY = "sandbox-creditor-key";

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int MOST_STEPS = 20;
    private static final Pattern FIELD = Pattern.compile("<input\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z-]+)\\s*=\\s*\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI referralUrl;
    private final URI customerUrl;
    private final URI pagesUrl;

    /**
     * A client of a running sandbox.
     *
     * @param referralUrl base of its Referral Partner API
     * @param customerUrl base of its Customer API
     * @param pagesUrl base of its pages and of its control interface
     */
    public Sandbox(URI referralUrl, URI customerUrl, URI pagesUrl) {
        this.referralUrl = referralUrl;
        this.customerUrl = customerUrl;
        this.pagesUrl = pagesUrl;
    }

    /**
     * Base of the Referral Partner API.
     *
     * @return an http address without a trailing slash
     */
    public URI referralUrl() {
        return referralUrl;
    }

    /**
     * Base of the Customer API.
     *
     * @return an http address without a trailing slash
     */
    public URI customerUrl() {
        return customerUrl;
    }

    /**
     * Base of the white-label pages and of the control interface.
     *
     * @return an http address without a trailing slash
     */
    public URI pagesUrl() {
        return pagesUrl;
    }

    /**
     * Everything that has happened so far.
     *
     * @return a snapshot of the sandbox's own books
     */
    public State state() {
        return read(control("GET", "/state", null), State.class);
    }

    /**
     * The client with that id.
     *
     * @param externalTenantId the client's id on the platform
     * @return the client, or empty when the sandbox has none
     */
    public Optional<Client> client(String externalTenantId) {
        return state().clients().stream()
                .filter(client -> client.externalTenantId().equals(externalTenantId))
                .findFirst();
    }

    /**
     * The cases of one client.
     *
     * @param externalTenantId the client's id on the platform
     * @return its cases in the order of their creation
     */
    public List<CollectionCase> casesOf(String externalTenantId) {
        return state().cases().stream()
                .filter(each -> externalTenantId.equals(each.externalTenantId()))
                .toList();
    }

    /**
     * Seeds a linked client.
     *
     * @param externalTenantId the client's id on the platform
     * @param name its company name
     * @param email its e-mail address
     * @param country ISO 3166 alpha-2
     * @param signature whether it has signed the collection agreement already
     */
    public void seedClient(String externalTenantId, String name, String email, String country, Signature signature) {
        control(
                "POST",
                "/clients",
                JSON.createObjectNode()
                        .put("externalTenantId", externalTenantId)
                        .put("name", name)
                        .put("email", email)
                        .put("country", country)
                        .put("signed", signature == Signature.SIGNED));
    }

    /**
     * Seeds an account that is at Debitura without this partner, so that onboarding its e-mail address ends in a
     * conflict.
     *
     * @param name its company name
     * @param email its e-mail address
     * @param country ISO 3166 alpha-2
     * @param signature whether it has signed the collection agreement already
     */
    public void seedAccount(String name, String email, String country, Signature signature) {
        control(
                "POST",
                "/accounts",
                JSON.createObjectNode()
                        .put("name", name)
                        .put("email", email)
                        .put("country", country)
                        .put("signed", signature == Signature.SIGNED));
    }

    /** Whether a seeded client has signed the collection agreement. */
    public enum Signature {
        /** Onboarding it answers that it is ready. */
        SIGNED,
        /** Onboarding it answers with a page to sign on. */
        MISSING
    }

    /**
     * Moves a case, which sends webhooks.
     *
     * @param caseId Debitura's id
     * @param to the new lifecycle, such as {@code Active}
     */
    public void moveCase(String caseId, String to) {
        control(
                "POST",
                "/cases/" + caseId + "/lifecycle",
                JSON.createObjectNode().put("to", to));
    }

    /**
     * Closes a case, which sends webhooks.
     *
     * @param caseId Debitura's id
     * @param closeCode why, such as {@code DebtorBankrupt}
     */
    public void closeCase(String caseId, String closeCode) {
        control(
                "POST",
                "/cases/" + caseId + "/lifecycle",
                JSON.createObjectNode().put("to", "Closed").put("closeCode", closeCode));
    }

    /**
     * Records a payment of the debtor; in full closes the case as paid.
     *
     * @param caseId Debitura's id
     * @param amount in the case's currency
     */
    public void pay(String caseId, BigDecimal amount) {
        control(
                "POST",
                "/cases/" + caseId + "/payments",
                JSON.createObjectNode().put("amount", amount.toPlainString()));
    }

    /**
     * Takes a payment back.
     *
     * @param paymentId Debitura's id
     */
    public void reverse(String paymentId) {
        control("DELETE", "/payments/" + paymentId, null);
    }

    /**
     * Moves a transaction to another stage of the revenue pipeline.
     *
     * @param transactionId Debitura's id
     * @param to the stage, such as {@code ConfirmedPendingInvoice}
     */
    public void moveTransaction(String transactionId, String to) {
        control(
                "POST",
                "/transactions/" + transactionId + "/stage",
                JSON.createObjectNode().put("to", to));
    }

    /**
     * Falsifies the summary that the API gives, and neither its rows nor what {@link State#earned()} says.
     *
     * @param stage which figure
     * @param deltaUsd by how much, in US dollars
     */
    public void falsifySummary(String stage, BigDecimal deltaUsd) {
        control(
                "POST",
                "/summary/falsify",
                JSON.createObjectNode().put("stage", stage).put("deltaUsd", deltaUsd.toPlainString()));
    }

    /** Ends the falsification of the summary. */
    public void correctSummary() {
        control("DELETE", "/summary/falsify", null);
    }

    /**
     * Sends a webhook once more: the same id, signed afresh.
     *
     * @param eventId the id of the event
     */
    public void redeliver(String eventId) {
        control("POST", "/deliveries/" + eventId + "/redeliver", JSON.createObjectNode());
    }

    /**
     * Lets an operation answer with a status, its work left undone.
     *
     * @param operation the operationId of the API's document
     * @param times for how many calls
     * @param status the HTTP status
     */
    public void failWith(String operation, int times, int status) {
        control("POST", "/faults", fault(operation, times, "status").put("status", status));
    }

    /**
     * Delays an operation.
     *
     * @param operation the operationId of the API's document
     * @param times for how many calls
     * @param latency by how long
     */
    public void delay(String operation, int times, Duration latency) {
        control("POST", "/faults", fault(operation, times, "latency").put("latencyMs", latency.toMillis()));
    }

    /**
     * Lets an operation do its work and lose the answer.
     *
     * @param operation the operationId of the API's document
     * @param times for how many calls
     */
    public void loseAnswer(String operation, int times) {
        control("POST", "/faults", fault(operation, times, "lostAnswer"));
    }

    /**
     * Drops the connection before an operation does anything.
     *
     * @param operation the operationId of the API's document
     * @param times for how many calls
     */
    public void drop(String operation, int times) {
        control("POST", "/faults", fault(operation, times, "drop"));
    }

    /** Takes back all faults that are still to come. */
    public void clearFaults() {
        control("DELETE", "/faults", null);
    }

    /**
     * Moves the sandbox's clock forward; retries and expiries that fall due happen.
     *
     * @param by how far
     */
    public void advanceClock(Duration by) {
        control("POST", "/clock/advance", JSON.createObjectNode().put("seconds", by.toSeconds()));
    }

    /**
     * The sandbox's time.
     *
     * @return an instant that runs on unless moved
     */
    public Instant now() {
        return Instant.parse(control("GET", "/clock", null).required("now").asText());
    }

    /** One of the two ways in which the sandbox plays what Debitura leaves open (docs/unknowns.md). */
    public enum Behaviour {
        /** The likelier one. */
        A,
        /** The other. */
        B
    }

    /**
     * Which way an open fact is played, for tests whose expectation depends on it.
     *
     * @param unknown the name of the switch, such as {@code event-lifecycle-text}
     * @return how it stands now
     */
    public Behaviour behaviour(String unknown) {
        return Behaviour.valueOf(
                control("GET", "/unknowns", null).required(unknown).asText());
    }

    /**
     * Has an open fact played in one way for a while; the sandbox is shared, so closing the answer plays it as before.
     *
     * @param unknown the name of the switch, such as {@code event-lifecycle-text}
     * @param behaviour how to play it
     * @return what ends it
     */
    public Played play(String unknown, Behaviour behaviour) {
        Behaviour before = behaviour(unknown);
        set(unknown, behaviour);
        return () -> set(unknown, before);
    }

    /** An open fact that is played in one way until this is closed. */
    public interface Played extends AutoCloseable {

        @Override
        void close();
    }

    private void set(String unknown, Behaviour behaviour) {
        control("POST", "/unknowns", JSON.createObjectNode().put(unknown, behaviour.name()));
    }

    /** Forgets everything, subscriptions included. */
    public void reset() {
        control("POST", "/reset", JSON.createObjectNode());
    }

    /**
     * Subscribes to all referral events as a partner does.
     *
     * @param url where deliveries go
     * @param cases whose case events it gets
     * @return the subscription with its secret, which is shown this once
     */
    public Subscription subscribe(URI url, Cases cases) {
        ObjectNode body = JSON.createObjectNode().put("url", url.toString()).put("isTestMode", cases == Cases.TEST);
        List.of(
                        "client.onboarding.poa_signed",
                        "client.onboarding.contract_signed",
                        "client.linked",
                        "client.link_declined",
                        "client.link_requested",
                        "client.link_expired",
                        "case.created",
                        "case.updated",
                        "case.closed",
                        "cases.replay_failed")
                .forEach(body.withArray("events")::add);
        return read(
                exchange(
                        HttpRequest.newBuilder(URI.create(referralUrl + "/v1/Webhooks"))
                                .header("XApiKey", PARTNER_KEY),
                        "POST",
                        body),
                Subscription.class);
    }

    /**
     * Where the partner's subscriptions deliver.
     *
     * @return the addresses in the order in which they were subscribed
     */
    public List<URI> subscriptionUrls() {
        return Arrays.stream(read(
                        exchange(
                                HttpRequest.newBuilder(URI.create(referralUrl + "/v1/Webhooks"))
                                        .header("XApiKey", PARTNER_KEY),
                                "GET",
                                null),
                        Subscription[].class))
                .map(subscription -> URI.create(subscription.url()))
                .toList();
    }

    /**
     * Mints a token for a client as a partner does.
     *
     * @param externalTenantId the client's id on the platform
     * @return a bearer token of the Customer API
     */
    public String mint(String externalTenantId) {
        JsonNode minted = exchange(
                HttpRequest.newBuilder(URI.create(referralUrl + "/oauth/token")).header("XApiKey", PARTNER_KEY),
                "POST",
                JSON.createObjectNode().put("externalTenantId", externalTenantId));
        return minted.path("accessToken").asText(minted.path("access_token").asText());
    }

    /** Which cases a subscription is about. */
    public enum Cases {
        /** Real claims. */
        LIVE,
        /** Test claims. */
        TEST
    }

    /**
     * Opens a white-label page and walks to the end of what it asks for as a person would: each page's first form is
     * sent, hidden and preset fields included, until a page has none.
     *
     * @param page the address of the first page
     * @return the last page, as HTML
     * @throws IllegalStateException when the first page has no form or an answer is an error
     */
    public String submitForm(URI page) {
        return submitForm(page, Map.of());
    }

    /**
     * Opens a white-label page and walks to the end of what it asks for.
     *
     * @param page the address of the first page
     * @param entries what is typed in, by field name; other fields keep what the pages give them
     * @return the last page, as HTML
     * @throws IllegalStateException when the first page has no form or an answer is an error
     */
    public String submitForm(URI page, Map<String, String> entries) {
        String html = send(page, text(HttpRequest.newBuilder(page).GET()), entries);
        for (int step = 1; step < MOST_STEPS && html.contains("<form"); step++) {
            html = send(page, html, entries);
        }
        return html;
    }

    private String send(URI page, String html, Map<String, String> entries) {
        Form form = Form.on(page, html).filledWith(entries);
        return text(HttpRequest.newBuilder(form.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.encoded())));
    }

    private record Form(URI action, Map<String, String> fields) {

        static Form on(URI page, String html) {
            Matcher tag =
                    Pattern.compile("<form\\b[^>]*>", Pattern.CASE_INSENSITIVE).matcher(html);
            if (!tag.find()) {
                throw new IllegalStateException("No form on " + page);
            }
            String action = attributes(tag.group()).getOrDefault("action", "");
            int end = html.indexOf("</form>", tag.end());
            String body = html.substring(tag.end(), end < 0 ? html.length() : end);
            Map<String, String> fields = FIELD.matcher(body)
                    .results()
                    .map(match -> attributes(match.group()))
                    .filter(field -> field.containsKey("name"))
                    .collect(Collectors.toMap(
                            field -> field.get("name"), Form::preset, (first, second) -> first, TreeMap::new));
            return new Form(action.isEmpty() ? page : page.resolve(action), fields);
        }

        /** What a person would leave in the field; a required empty one gets what its kind asks for. */
        private static String preset(Map<String, String> field) {
            String value = field.getOrDefault("value", "");
            return switch (field.getOrDefault("type", "text")) {
                case "checkbox", "radio" -> value.isEmpty() ? "on" : value;
                case "date" -> value.isEmpty() ? "1980-02-29" : value;
                case "email" -> value.isEmpty() ? "signer@example.com" : value;
                default -> value.isEmpty() ? "Example" : value;
            };
        }

        private static Map<String, String> attributes(String tag) {
            return ATTRIBUTE
                    .matcher(tag)
                    .results()
                    .collect(Collectors.toMap(
                            match -> match.group(1).toLowerCase(Locale.ROOT),
                            match -> match.group(2).replace("&amp;", "&"),
                            (first, second) -> first));
        }

        Form filledWith(Map<String, String> entries) {
            Map<String, String> filled = new TreeMap<>(fields);
            filled.putAll(entries);
            return new Form(action, filled);
        }

        String encoded() {
            return fields.entrySet().stream()
                    .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                            + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
        }
    }

    private static ObjectNode fault(String operation, int times, String kind) {
        return JSON.createObjectNode()
                .put("operation", operation)
                .put("times", times)
                .put("kind", kind);
    }

    private JsonNode control(String method, String path, JsonNode body) {
        return exchange(HttpRequest.newBuilder(URI.create(pagesUrl + "/_sandbox" + path)), method, body);
    }

    private JsonNode exchange(HttpRequest.Builder request, String method, JsonNode body) {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        String answer = text(request.header("Content-Type", "application/json").method(method, publisher));
        try {
            return answer.isBlank() ? JSON.createObjectNode() : JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox did not answer with JSON", e);
        }
    }

    private String text(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 == 3) {
                URI next = request.uri()
                        .resolve(response.headers().firstValue("Location").orElseThrow());
                return text(HttpRequest.newBuilder(next).GET());
            }
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("The sandbox answered " + response.statusCode() + " to "
                        + request.method() + " " + request.uri() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri() + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the sandbox", e);
        }
    }

    private static <T> T read(JsonNode node, Class<T> type) {
        try {
            return JSON.treeToValue(node, type);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's answer is no " + type.getSimpleName(), e);
        }
    }

    /**
     * The sandbox's own books.
     *
     * @param clients every client
     * @param cases every case
     * @param payments every payment
     * @param transactions every transaction of the revenue ledger
     * @param earned the pipeline by stage, computed from the ledger
     * @param deliveries every attempt to deliver a webhook
     * @param tokensMinted tokens minted per client
     * @param requests calls received per operationId
     * @param violations requests and answers that broke the API's document
     */
    public record State(
            List<Client> clients,
            List<CollectionCase> cases,
            List<Payment> payments,
            List<Transaction> transactions,
            Earned earned,
            List<Delivery> deliveries,
            Map<String, Integer> tokensMinted,
            Map<String, Integer> requests,
            List<JsonNode> violations) {}

    /**
     * A client of the partner.
     *
     * @param externalTenantId its id on the platform
     * @param creditorId its id at Debitura, null as long as it has none
     * @param linkId its link's id, null as long as it has none
     * @param onboardingDone true once it has signed
     * @param isAttributedClient true when its fees are shared with the partner
     * @param onboardingUrl the page to sign on, null when there is none
     */
    public record Client(
            String externalTenantId,
            String creditorId,
            String linkId,
            boolean onboardingDone,
            boolean isAttributedClient,
            String onboardingUrl) {}

    /**
     * A case.
     *
     * @param id Debitura's id
     * @param reference Debitura's readable reference
     * @param creditorReference the client's own reference, null when it gave none
     * @param externalTenantId whose case it is, null for a direct creditor
     * @param grossAmount what was claimed
     * @param remainder what is still owed
     * @param currency ISO 4217
     * @param lifecycle where it stands
     * @param closeCode why it was closed, null while it is open
     * @param isTest true for a test case
     * @param idempotencyKey the key it was created with, null when there was none
     * @param via how it came
     */
    public record CollectionCase(
            String id,
            String reference,
            String creditorReference,
            String externalTenantId,
            BigDecimal grossAmount,
            BigDecimal remainder,
            String currency,
            String lifecycle,
            String closeCode,
            boolean isTest,
            String idempotencyKey,
            String via) {}

    /**
     * A payment of a debtor.
     *
     * @param id Debitura's id
     * @param caseId the case
     * @param amount in the case's currency
     * @param currency ISO 4217
     * @param reversed true when it was taken back
     */
    public record Payment(String id, String caseId, BigDecimal amount, String currency, boolean reversed) {}

    /**
     * A row of the revenue ledger.
     *
     * @param transactionId Debitura's id
     * @param externalTenantId whose case earned it
     * @param caseId the case
     * @param stage where it stands in the pipeline
     * @param referralFeeUsd the partner's share in US dollars
     * @param referralFee the partner's share in the case's currency
     * @param currency ISO 4217 of {@code referralFee}
     * @param isEstimate true as long as the exchange rate floats
     */
    public record Transaction(
            String transactionId,
            String externalTenantId,
            String caseId,
            String stage,
            BigDecimal referralFeeUsd,
            BigDecimal referralFee,
            String currency,
            boolean isEstimate) {}

    /**
     * The pipeline.
     *
     * @param byStage figures by the name of the stage
     */
    public record Earned(Map<String, StageTotal> byStage) {}

    /**
     * One stage of the pipeline.
     *
     * @param count how many transactions
     * @param usd their sum in US dollars
     */
    public record StageTotal(long count, BigDecimal usd) {}

    /**
     * One attempt to deliver a webhook.
     *
     * @param eventId the event's id
     * @param event the event's name
     * @param subscriptionId to which subscription
     * @param attempt the number of the attempt, from 1
     * @param status what the receiver answered, 0 for nothing
     * @param at when, by the sandbox's clock
     */
    public record Delivery(String eventId, String event, String subscriptionId, int attempt, int status, String at) {}

    /**
     * A webhook subscription.
     *
     * @param id Debitura's id
     * @param url where deliveries go
     * @param secret the Base64 text of the signing secret
     */
    public record Subscription(String id, String url, String secret) {

        @Override
        public String toString() {
            return "Subscription[" + id + ", " + url + "]";
        }
    }
}
