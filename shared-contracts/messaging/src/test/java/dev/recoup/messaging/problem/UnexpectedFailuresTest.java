package dev.recoup.messaging.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.recoup.messaging.application.BrokerAndDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BrokerAndDatabase.class)
class UnexpectedFailuresTest {

    private final Logger root = LogContext.getLogContext().getLogger("");
    private final Logged logged = new Logged();

    @BeforeEach
    void listen() {
        root.addHandler(logged);
    }

    @AfterEach
    void listenNoMore() {
        root.removeHandler(logged);
    }

    @Test
    void a_defect_is_a_problem_that_says_nothing_of_the_failure() {
        isAnswered("/failures/defect", 500, "The call failed; the log says where.");
        assertThat(logged.lines).anyMatch(line -> line.contains("IllegalStateException at Failures.java:"));
    }

    @Test
    void a_failure_of_the_database_asks_for_patience() {
        isAnswered("/failures/database", 503, "The database does not answer. Try again.");
        assertThat(logged.lines).anyMatch(line -> line.contains("SQLException[08006] at Failures.java:"));
    }

    @Test
    void a_value_that_no_text_can_hold_is_the_callers_mistake() {
        given().get("/failures/value/a").then().statusCode(200);
        given().urlEncodingEnabled(false).get("/failures/value/a%00").then().statusCode(400);
        isAnswered(
                "/failures/value/a%00",
                400, "The call holds a value that the database can never take, such as the character NUL.");
        assertThat(logged.lines).anyMatch(line -> line.contains("PSQLException[22021] at Failures.java:"));
    }

    private void isAnswered(String path, int status, String detail) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("detail", equalTo(detail))
                .body(not(containsString("Jane")));
        assertThat(logged.lines).isNotEmpty().noneMatch(line -> line.contains("Jane"));
    }

    /** All that the application logs, with the texts of exceptions. */
    private static final class Logged extends ExtHandler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void doPublish(ExtLogRecord line) {
            StringWriter thrown = new StringWriter();
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(thrown));
            }
            lines.add(line.getFormattedMessage() + thrown);
        }
    }
}
