package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FileTest {

    private static final byte[] INVOICE = "%PDF-1.7 not really".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST = 25 * 1024 * 1024;

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Case(String token, String id) {}

    private static Case newCase(String tenant) {
        String token = SANDBOX.readyClient(tenant);
        String id = SANDBOX.submit(token, tenant, RunningSandbox.claim(tenant))
                .json(200)
                .get("id")
                .asText();
        return new Case(token, id);
    }

    private static String head(String part, String fileName) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private Reply post(String url, Map<String, String> headers, Iterable<byte[]> parts) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArrays(parts));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<byte[]> form(String fields, String part, String fileName, byte[] content) {
        return List.of(
                (fields + head(part, fileName)).getBytes(StandardCharsets.UTF_8),
                content,
                "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private Reply upload(Case to, String fields, String fileName, byte[] content) {
        return post(
                SANDBOX.customerUrl() + "/cases/" + to.id() + "/files",
                Map.of("Authorization", "Bearer " + to.token()),
                form(fields, "File", fileName, content));
    }

    private Reply refer(Case to, String query, String key, byte[] content) {
        return post(
                SANDBOX.referralUrl() + "/cases/" + to.id() + "/files" + query,
                Map.of("XApiKey", RunningSandbox.KEY, "Idempotency-Key", key),
                form("", "file", "re.pdf", content));
    }

    private static JsonNode list(Case of) {
        return SANDBOX.customer(of.token(), "GET", "/cases/" + of.id() + "/files", "")
                .json(200);
    }

    private HttpResponse<InputStream> download(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofInputStream());
    }

    @Test
    void a_file_is_kept_with_its_bytes_and_can_be_fetched_for_an_hour() throws Exception {
        Case to = newCase("kept");
        JsonNode stored = upload(to, field("Description", "The invoice"), "Rechnung ü.pdf", INVOICE)
                .json(200);

        assertThat(stored.get("fileName").asText()).isEqualTo("Rechnung ü.pdf");
        assertThat(stored.get("documentType").asText()).isEqualTo("OriginalInvoice");
        assertThat(stored.get("description").asText()).isEqualTo("The invoice");
        assertThat(stored.get("caseId").asText()).isEqualTo(to.id());
        String url = stored.get("url").asText();
        Instant end = Instant.parse(url.replaceAll(".*[?&]se=([^&]*).*", "$1"));
        assertThat(end).isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
        HttpResponse<InputStream> fetched = download(url);
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(fetched.body().readAllBytes()).isEqualTo(INVOICE);
        assertThat(download(url.replaceAll("se=[^&]*", "se=2999-01-01T00:00:00Z"))
                        .statusCode())
                .isEqualTo(403);

        SANDBOX.control("/clock/advance", "{\"seconds\":3601}");

        assertThat(download(url).statusCode()).isEqualTo(403);
        Case later = new Case(SANDBOX.token("kept"), to.id());
        assertThat(download(list(later).get(0).get("url").asText()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_kinds_of_documents_are_known_ones() {
        Case to = newCase("kinds");
        assertThat(upload(to, field("DocumentType", "DemandLetter"), "a.txt", INVOICE)
                        .json(200)
                        .get("documentType")
                        .asText())
                .isEqualTo("DemandLetter");
        assertThat(upload(to, field("DocumentType", "Novel"), "a.txt", INVOICE)
                        .json(400)
                        .has("DocumentType"))
                .isTrue();
        assertThat(list(to)).hasSize(1);
    }

    @Test
    void the_listed_formats_are_taken_and_others_are_not() {
        Case to = newCase("formats");
        for (String taken :
                List.of("a.pdf", "a.xls", "a.XLSX", "a.csv", "a.txt", "a.jpg", "a.jpeg", "a.png", "a.gif")) {
            assertThat(upload(to, "", taken, INVOICE).status()).as(taken).isEqualTo(200);
        }
        for (String refused : List.of("a.docx", "a.zip", "a.eml", "a.doc", "a.exe", "pdf", "a.pdf.html")) {
            assertThat(upload(to, "", refused, INVOICE).json(415).has("businessErrors"))
                    .as(refused)
                    .isTrue();
        }
        assertThat(list(to)).hasSize(9);
    }

    @Test
    void a_file_of_25_megabytes_is_taken_and_a_larger_one_is_not() {
        Case to = newCase("sizes");
        assertThat(upload(to, "", "a.pdf", new byte[LARGEST]).status()).isEqualTo(200);
        assertThat(upload(to, "", "a.pdf", new byte[LARGEST + 1]).json(413).has("businessErrors"))
                .isTrue();
        assertThat(upload(to, "", "a.pdf", new byte[2 * LARGEST]).json(413).has("businessErrors"))
                .isTrue();
        assertThat(SANDBOX.state("files", "caseId", to.id())).hasSize(1);
        assertThat(SANDBOX.state("files", "caseId", to.id())
                        .getFirst()
                        .get("bytes")
                        .asInt())
                .isEqualTo(LARGEST);
    }

    @Test
    void a_form_without_a_file_is_refused() {
        Case to = newCase("empty");
        String url = SANDBOX.customerUrl() + "/cases/" + to.id() + "/files";
        Map<String, String> token = Map.of("Authorization", "Bearer " + to.token());
        assertThat(post(url, token, List.of((field("Description", "x") + "--b--\r\n").getBytes(StandardCharsets.UTF_8)))
                        .json(400)
                        .has("File"))
                .isTrue();
        assertThat(post(url, token, List.of("no form at all".getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(400);
        assertThat(upload(to, "", "a.pdf", new byte[0]).json(400).has("File")).isTrue();
        assertThat(SANDBOX.customer(to.token(), "POST", "/cases/" + to.id() + "/files", "{}")
                        .status())
                .isEqualTo(400);
        assertThat(list(to)).isEmpty();
    }

    @Test
    void the_partner_attaches_files_once_per_key_and_the_agency_hears_of_it() {
        Case to = newCase("referred");
        assertThat(refer(to, "", "k1", INVOICE)).isEqualTo(new Reply(200, ""));
        assertThat(refer(to, "", "k1", INVOICE)).isEqualTo(new Reply(200, ""));
        assertThat(refer(to, "", "k1", "other".getBytes(StandardCharsets.US_ASCII))
                        .json(422)
                        .at("/businessErrors/0/type")
                        .asText())
                .isEqualTo("IdempotencyConflict");
        assertThat(refer(to, "?sendChatNotification=false", "k2", INVOICE).status())
                .isEqualTo(200);

        assertThat(list(to)).hasSize(2);
        JsonNode chats = SANDBOX.customer(to.token(), "GET", "/cases/" + to.id() + "/chats", "")
                .json(200);
        assertThat(chats).hasSize(1);
        assertThat(chats.get(0).get("message").asText()).isEqualTo("A file was attached: re.pdf");
    }

    @Test
    void files_of_other_creditors_cases_are_out_of_reach() {
        Case mine = newCase("mine");
        Case other = newCase("other");
        assertThat(upload(new Case(mine.token(), other.id()), "", "a.pdf", INVOICE)
                        .status())
                .isEqualTo(404);
        assertThat(refer(new Case("", "00000000-0000-0000-0000-000000000001"), "", "k", INVOICE)
                        .status())
                .isEqualTo(404);
    }
}
