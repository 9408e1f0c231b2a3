package dev.recoup.load.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What is lost, doubled or wrong is seen. */
class VerificationTest {

    private static final String FIRST = "11111111-1111-4111-8111-111111111111";
    private static final String SECOND = "22222222-2222-4222-8222-222222222222";
    private static final String SECRET = Base64.getEncoder().encodeToString("secret".getBytes(StandardCharsets.UTF_8));

    private static Creates created(int count) {
        Creates creates = new Creates(List.of("token"));
        for (int number = 1; number <= count; number++) {
            creates.answered(creates.next().orElseThrow(), 200, body("case-" + number));
        }
        return creates;
    }

    private static byte[] body(String id) {
        return ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static SandboxBooks.Entry entry(int number) {
        return new SandboxBooks.Entry("case-" + number, "bench-" + number, "tenant");
    }

    @Test
    void cases_that_are_in_the_books_once_are_verified() {
        assertThat(created(2).compare(List.of(entry(1), entry(2)))).isEqualTo(new Creates.Comparison(0, 0, 2));
    }

    @Test
    void an_acknowledged_case_that_the_books_lack_is_lost() {
        assertThat(created(2).compare(List.of(entry(2)))).isEqualTo(new Creates.Comparison(1, 0, 1));
    }

    @Test
    void a_case_that_the_books_have_twice_or_that_nobody_asked_for_is_one_too_many() {
        assertThat(created(1).compare(List.of(entry(1), entry(1), entry(7))))
                .isEqualTo(new Creates.Comparison(0, 2, 1));
    }

    @Test
    void a_case_whose_answer_never_came_may_be_in_the_books() {
        Creates creates = created(1);
        creates.unanswered(creates.next().orElseThrow());

        assertThat(creates.compare(List.of(entry(1), entry(2)))).isEqualTo(new Creates.Comparison(0, 0, 1));
    }

    private static HttpHeaders signed(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
            mac.update("1760000000.".getBytes(StandardCharsets.US_ASCII));
            return new DefaultHttpHeaders()
                    .add(
                            "X-Debitura-Signature",
                            "t=1760000000,v1=" + HexFormat.of().formatHex(mac.doFinal(body)));
        } catch (GeneralSecurityException missing) {
            throw new AssertionError(missing);
        }
    }

    @Test
    void lost_doubled_and_badly_signed_deliveries_are_counted() {
        Arrivals arrivals = new Arrivals();
        arrivals.secret(SECRET);
        arrivals.received(signed(body(FIRST), SECRET), body(FIRST));

        assertThat(arrivals.compare(List.of(FIRST))).isEqualTo(new Arrivals.Comparison(0, 0, 1, 0));

        arrivals.received(signed(body(FIRST), "b3RoZXI="), body(FIRST));

        assertThat(arrivals.compare(List.of(FIRST, SECOND))).isEqualTo(new Arrivals.Comparison(1, 1, 0, 1));
    }

    @Test
    void a_read_that_shows_another_case_is_wrong() {
        Reads reads = new Reads(List.of(entry(1)), each -> java.util.Map.of());
        reads.answered(reads.next().orElseThrow(), 200, body("case-1"));
        reads.answered(reads.next().orElseThrow(), 200, body("case-2"));
        reads.answered(reads.next().orElseThrow(), 404, body("case-1"));
        reads.unanswered(reads.next().orElseThrow());

        assertThat(reads.right()).isEqualTo(1);
        assertThat(reads.wrong()).isEqualTo(3);
    }
}
