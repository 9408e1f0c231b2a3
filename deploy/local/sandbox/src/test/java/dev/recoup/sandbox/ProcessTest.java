package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ProcessTest {

    @RegisterExtension
    static final RunningSandbox PRODUCTION = new RunningSandbox("--environment", "production");

    @Test
    void a_process_says_where_it_listens(@TempDir Path folder) throws Exception {
        Path ready = folder.resolve("ready.json");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.recoup.sandbox.Main",
                        "--referral-port",
                        "0",
                        "--customer-port",
                        "0",
                        "--pages-port",
                        "0",
                        "--ready-file",
                        ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            await().atMost(java.time.Duration.ofSeconds(20)).until(() -> Files.exists(ready));
            JsonNode addresses = new ObjectMapper().readTree(ready.toFile());
            assertThat(addresses.get("pid").asLong()).isEqualTo(process.pid());
            assertThat(PRODUCTION
                            .send(
                                    "GET",
                                    addresses.get("referralUrl").asText() + "/me",
                                    "",
                                    Map.of("XApiKey", RunningSandbox.KEY))
                            .status())
                    .isEqualTo(200);
            assertThat(PRODUCTION
                            .send("GET", addresses.get("pagesUrl").asText() + "/_sandbox/clock", "", Map.of())
                            .json(200)
                            .has("now"))
                    .isTrue();
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void production_refuses_what_exists_for_tests_only() {
        assertThat(PRODUCTION.referral("DELETE", "/clients/any", "").status()).isEqualTo(403);
        assertThat(PRODUCTION.referral("/clients/any/is-deletable").status()).isEqualTo(403);
        assertThat(PRODUCTION
                        .referral("POST", "/v1/Webhooks/test", "{\"eventType\":\"case.created\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_wrong_option_is_named() {
        assertThatThrownBy(() -> SandboxOptions.parse(List.of("--referral-port", "x")))
                .hasMessage("--referral-port needs a port number, not x");
        assertThatThrownBy(() -> SandboxOptions.parse(List.of("--colour"))).hasMessage("Unknown option --colour");
        assertThatThrownBy(() -> SandboxOptions.parse(List.of("--environment", "staging")))
                .hasMessage("--environment is test or production, not staging");
    }
}
