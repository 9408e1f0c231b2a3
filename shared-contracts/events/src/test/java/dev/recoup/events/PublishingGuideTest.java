package dev.recoup.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.events.rules.CaseRequestRules;
import dev.recoup.events.rules.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PublishingGuideTest {
    private static final Pattern COMMAND = Pattern.compile(
            "printf '%s\\\\t%s\\\\t%s\\\\n' \\\\\\n  \"([^\\n]+)\" \\\\\\n  (\\S+) \\\\\\n  '(\\{[^\\n]+})' \\|");

    @Test
    void the_command_line_of_the_guide_publishes_a_request_that_is_accepted() throws IOException {
        Matcher command = COMMAND.matcher(Files.readString(Path.of("..", "..", "docs", "publish-a-case-request.md")));
        assertThat(command.find()).isTrue();
        Map<String, byte[]> headers = new HashMap<>();
        for (String header : command.group(1).split(",")) {
            String[] pair = header.split(":", 2);
            headers.put(pair[0], pair[1].getBytes(StandardCharsets.UTF_8));
        }

        EventMetadata metadata = EventMetadata.fromHeaders(headers, Instant.EPOCH);
        Verdict.OfCase verdict = new CaseRequestRules(metadata.environment(), Clock.systemUTC())
                .check(command.group(3).getBytes(StandardCharsets.UTF_8));

        assertThat(EventType.ofType(metadata.type())).contains(EventType.CASE_REQUESTED);
        assertThat(verdict).isInstanceOfSatisfying(Verdict.CaseAccepted.class, accepted -> assertThat(
                        accepted.request().externalTenantId())
                .isEqualTo(command.group(2)));
    }
}
