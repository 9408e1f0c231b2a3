package dev.recoup.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.recoup.testing.contract.ContractRecord.Deliberate;
import dev.recoup.testing.contract.Violation.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractProxyTest {

    private static final String CASE_ID = "6f0c2a54-0000-4000-8000-000000000011";
    private static final String TOKEN = "{\"externalTenantId\":\"ten-1\"}";
    private static final String TOKEN_ANSWER = """
            {"accessToken":"eyJ","tokenType":"Bearer","expiresIn":1800,"externalTenantId":"ten-1",\
            "creditorId":"6f0c2a54-0000-4000-8000-000000000012"}""";
    private static final String PREVIEW = """
            {"amountToRecover":120.50,"currencyCode":"EUR","dueDate":"2026-01-31",\
            "debtor":{"type":"Company","countryAlpha2":"DE"}}""";

    private static Contract referral;

    private final ContractRecord record = new ContractRecord();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private FakeApi api;
    private ContractProxy proxy;

    @BeforeAll
    static void readDocument() {
        referral = Contract.referral();
    }

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi();
        proxy = ContractProxy.start(referral, api.url(), record);
    }

    @AfterEach
    void stop() {
        http.close();
        proxy.close();
        api.close();
    }

    @Test
    void a_call_that_keeps_to_the_document_is_counted_and_leaves_no_violation() throws Exception {
        api.answersJson(200, TOKEN_ANSWER);

        HttpResponse<String> answer = post("/oauth/token", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TOKEN_ANSWER);
        assertThat(record.calls()).isEqualTo(Map.of("referral.createAccessToken", 1));
        assertThat(record.takeViolations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"externalTenantId":"ten-1","scope":"all"} | validation.request.body.schema.additionalProperties
                    {}                                         | validation.request.body.schema.required
                    {"externalTenantId":7}                     | validation.request.body.schema.type
                    {"externalTenantId":                       | validation.request.body.schema.invalidJson
                    """)
    void a_broken_body_of_a_request_is_caught(String body, String rule) throws Exception {
        api.answersJson(400, "{\"businessErrors\":[]}");

        post("/oauth/token", body);

        assertThat(record.takeViolations()).singleElement().satisfies(violation -> {
            assertThat(violation.operation()).isEqualTo("referral.createAccessToken");
            assertThat(violation.side()).isEqualTo(Side.REQUEST);
            assertThat(violation.what()).startsWith(rule);
        });
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/cases?PageSize=101, referral.listCases, validation.request.parameter.schema.maximum",
                "/cases?Novelty=1, referral.listCases, the query parameter 'Novelty' is not known",
                "/cases/17, referral.getCase, validation.request.parameter.schema.format.uuid",
                "/novelties, referral.GET /novelties, validation.request.path.missing",
            })
    void a_broken_parameter_or_address_is_caught(String target, String operation, String rule) throws Exception {
        api.answersJson(400, "{\"businessErrors\":[]}");

        send(request(target).GET());

        assertThat(record.takeViolations().getFirst()).satisfies(violation -> {
            assertThat(violation.operation()).isEqualTo(operation);
            assertThat(violation.side()).isEqualTo(Side.REQUEST);
            assertThat(violation.what()).startsWith(rule);
        });
    }

    @Test
    void a_request_without_the_key_is_caught() throws Exception {
        api.answersRaw("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        send(HttpRequest.newBuilder(URI.create(proxy.url() + "/me")).GET());

        assertThat(record.takeViolations())
                .extracting(Violation::side, violation -> violation.what().replaceFirst(":.*", ""))
                .containsExactly(tuple(Side.REQUEST, "validation.request.security.missing"));
    }

    @Test
    void an_unknown_part_of_an_upload_is_caught() throws Exception {
        api.answersRaw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n%PDF\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"novelty\"\r\n\r\nx\r\n--b--\r\n";

        send(request("/cases/" + CASE_ID + "/files")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body)));

        assertThat(record.takeViolations())
                .containsExactly(new Violation(
                        "referral.uploadCaseFile", Side.REQUEST, "the part 'novelty' is not among [file]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    200 | {"tokenType":"Bearer","novelty":1} | 200 validation.response.body.schema.additionalProperties
                    200 | {"expiresIn":"soon"}               | 200 validation.response.body.schema.type
                    200 | {"creditorId":"17"}                | 200 validation.response.body.schema.format.uuid
                    200 | {"tokenType":                      | 200 validation.response.body.schema.invalidJson
                    203 | {}                                 | 203 validation.response.status.unknown
                    501 | {"businessErrors":[]}              | 501 validation.response.status.unknown
                    429 | {"error":"slow down"}              | 429 validation.response.status.unknown
                    """)
    void a_broken_answer_is_caught(int status, String body, String rule) throws Exception {
        api.answersJson(status, body);

        post("/oauth/token", TOKEN);

        assertThat(record.takeViolations()).isNotEmpty().allSatisfy(violation -> {
            assertThat(violation.operation()).isEqualTo("referral.createAccessToken");
            assertThat(violation.side()).isEqualTo(Side.ANSWER);
        });
        assertThat(broken(status, body)).anySatisfy(what -> assertThat(what).startsWith(rule));
    }

    private List<String> broken(int status, String body) throws Exception {
        api.answersJson(status, body);
        post("/oauth/token", TOKEN);
        return record.takeViolations().stream().map(Violation::what).toList();
    }

    @Test
    void a_web_page_for_an_answer_is_caught() throws Exception {
        api.answersRaw(
                "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>");

        post("/oauth/token", TOKEN);

        assertThat(record.takeViolations()).extracting(Violation::side).containsOnly(Side.ANSWER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    400 | {"error":"Bad","message":null,"businessErrors":[]}
                    400 | {"debtor.email":["is no address"]}
                    400 | {"title":"One or more validation errors occurred.","status":400}
                    429 | {"error":"rate_limit_exceeded","message":"m","retryAfter":17.0}
                    503 | {"businessErrors":[]}
                    """)
    void what_any_operation_may_answer_is_no_violation(int status, String body) throws Exception {
        api.answersJson(status, body);

        send(request("/coverage").GET());

        assertThat(record.takeViolations()).isEmpty();
    }

    @Test
    void a_plain_date_may_stand_for_a_date_time_in_a_request() throws Exception {
        api.answersJson(500, "{\"businessErrors\":[]}");

        post("/cases/preview", PREVIEW);

        assertThat(record.takeViolations()).isEmpty();
    }

    @Test
    void a_missing_object_may_be_null_in_an_answer() throws Exception {
        api.answersJson(200, """
                {"isEligible":false,"ineligibilityReason":"x","jurisdiction":null,"pricingPreview":null,\
                "requiresKycVerification":false,"pendingActions":[],"combinedSigningUrl":null}""");

        post("/cases/preview", PREVIEW);

        assertThat(record.takeViolations()).isEmpty();
    }

    @Test
    void announced_violations_count_apart() throws Exception {
        try (Deliberate deliberate = record.deliberately("referral.createAccessToken")) {
            api.answersJson(400, "{\"businessErrors\":[]}");
            post("/oauth/token", "{}");

            assertThat(deliberate.violations()).extracting(Violation::side).containsExactly(Side.REQUEST);
        }
        assertThat(record.takeViolations()).isEmpty();

        assertThat(broken(400, "{\"novelty\":{}}")).isNotEmpty();
    }

    @Test
    void an_announcement_that_nothing_follows_fails() {
        Deliberate deliberate = record.deliberately("referral.getMe");

        assertThatThrownBy(deliberate::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("No call of referral.getMe broke the contract");
    }

    @Test
    void an_answer_that_was_ordered_to_be_wrong_is_left_out() throws Exception {
        api.answersRaw(
                "HTTP/1.1 200 OK\r\nX-Sandbox-Departures: trouble\r\nContent-Type: text/html\r\nContent-Length: 6\r\n"
                        + "Connection: close\r\n\r\n<html>");

        HttpResponse<String> answer = post("/oauth/token", TOKEN);

        assertThat(answer.body()).isEqualTo("<html>");
        assertThat(record.takeViolations()).isEmpty();
    }

    // ---- what goes through

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 Fine by me\r\ncontent-TYPE:application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"cut",
                "this is not HTTP at all\r\n\r\n"
            })
    void every_byte_passes_unchanged_both_ways(String answer) throws Exception {
        String request = "POST /oauth/token?a=%20+b HTTP/1.1\r\nhOST:  odd\r\nXApiKey: k\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + TOKEN.length() + "\r\n\r\n" + TOKEN;
        api.answersRaw(answer);

        try (Socket client = new Socket("127.0.0.1", proxy.url().getPort())) {
            client.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            client.getInputStream().transferTo(received);

            assertThat(received.toString(StandardCharsets.UTF_8)).isEqualTo(answer);
        }
        assertThat(api.nextRequest()).asString(StandardCharsets.UTF_8).isEqualTo(request);
    }

    @Test
    void a_connection_that_the_api_breaks_is_broken_for_the_client() {
        api.breaks();

        assertThatThrownBy(() -> post("/oauth/token", TOKEN)).isInstanceOf(IOException.class);
        assertThat(record.takeViolations()).isEmpty();
    }

    @Test
    void an_api_that_is_down_is_down_through_the_proxy_too() {
        api.close();

        assertThatThrownBy(() -> post("/oauth/token", TOKEN)).isInstanceOf(IOException.class);
    }

    @Test
    void silence_stays_silence_until_the_client_gives_up() throws Exception {
        assertThatThrownBy(() ->
                        send(request("/me").timeout(Duration.ofMillis(200)).GET()))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(api.nextRequest()).asString(StandardCharsets.UTF_8).startsWith("GET /me HTTP/1.1\r\n");
        assertThat(record.takeViolations()).isEmpty();
    }

    @Test
    void nothing_but_this_machine_is_reached() {
        assertThatThrownBy(() -> ContractProxy.start(referral, URI.create("http://192.0.2.1:80"), record))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this machine only");
    }

    @Test
    void both_documents_have_all_their_operations() {
        assertThat(referral.operations()).hasSize(22).contains("referral.createAccessToken");
        assertThat(Contract.customer().operations()).hasSize(47).contains("customer.createCase");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(proxy.url() + path)).header("XApiKey", "key");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
