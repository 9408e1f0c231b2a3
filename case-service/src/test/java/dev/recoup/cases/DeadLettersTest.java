package dev.recoup.cases;

import dev.recoup.events.Topic;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.OperatorDesk;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "case-service")
class DeadLettersTest {

    EventProbe probe;
    Tokens tokens;

    @TestHTTPResource("/")
    URI service;

    @Test
    void a_poisonous_case_request_can_be_listed_opened_tried_again_and_discarded() {
        new OperatorDesk(service, tokens, probe).worksOnPoisonOf(Topic.CASE_REQUESTS);
    }
}
