package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletenessTest {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @ParameterizedTest
    @CsvSource({"referral,/openapi/referral-partner-api.yaml,22", "customer,/openapi/customer-api.yaml,47"})
    void every_operation_of_the_document_is_played(String api, String document, int atLeast) throws IOException {
        List<String> unanswered = new ArrayList<>();
        List<String> called = operations(document);
        for (String operation : called) {
            String[] methodAndPath = operation.split(" ");
            if (call(api, methodAndPath[0], methodAndPath[1]) >= 500) {
                unanswered.add(operation);
            }
        }

        assertThat(unanswered).isEmpty();
        assertThat(called).hasSizeGreaterThanOrEqualTo(atLeast);
    }

    private static List<String> operations(String document) throws IOException {
        List<String> operations = new ArrayList<>();
        try (InputStream stream = CompletenessTest.class.getResourceAsStream(document)) {
            JsonNode paths = new YAMLMapper().readTree(stream).get("paths");
            paths.properties().forEach(path -> METHODS.stream()
                    .filter(path.getValue()::has)
                    .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " "
                            + path.getKey().replaceAll("\\{[^}]*}", "00000000-0000-0000-0000-000000000001"))));
        }
        return operations;
    }

    private static int call(String api, String method, String path) {
        String body = method.equals("GET") || method.equals("DELETE") ? "" : "{}";
        return api.equals("referral")
                ? SANDBOX.referral(method, path, body).status()
                : SANDBOX.customerWith(
                                Map.of("XApiKey", "sandbox-creditor-key", "Content-Type", "application/json"),
                                method,
                                path,
                                body)
                        .status();
    }
}
