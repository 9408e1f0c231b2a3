package dev.recoup.debitura;

import dev.recoup.debitura.limits.LimitsConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Refuses to start on a configuration that cannot work, and says what to set. */
class DebituraConfigCheck {

    void check(@Observes StartupEvent start, DebituraConfig config, LimitsConfig limits) {
        var problems = problems(config);
        problems.addAll(limits.problems());
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Debitura is not configured: " + String.join("; ", problems));
        }
    }

    static List<String> problems(DebituraConfig config) {
        var problems = new ArrayList<String>();
        url("recoup.debitura.referral-url", "https://testreferral-api.debitura.com", config.referralUrl(), problems);
        url("recoup.debitura.customer-url", "https://testcustomer-api.debitura.com", config.customerUrl(), problems);
        if (config.apiKey().isBlank()) {
            problems.add("set recoup.debitura.api-key to the partner's key of this environment");
        }
        positive("recoup.debitura.connect-timeout", config.connectTimeout(), problems);
        positive("recoup.debitura.read-timeout", config.readTimeout(), problems);
        positive("recoup.debitura.key-proof.retry", config.keyProof().retry(), problems);
        positive("recoup.debitura.key-proof.longest-retry", config.keyProof().longestRetry(), problems);
        if (config.maximumAnswerBytes() < 1) {
            problems.add("set recoup.debitura.maximum-answer-bytes to one or more, for example 5000000");
        }
        if (config.tokens().renewBefore().isNegative()) {
            problems.add("set recoup.debitura.tokens.renew-before to zero or more, for example 90s");
        }
        if (config.tokens().maximumClients() < 1) {
            problems.add("set recoup.debitura.tokens.maximum-clients to one or more, for example 10000");
        }
        return problems;
    }

    private static void url(String property, String example, URI url, List<String> problems) {
        var encrypted = "https".equalsIgnoreCase(url.getScheme());
        var plain = "http".equalsIgnoreCase(url.getScheme());
        if (url.getHost() == null || !(encrypted || plain)) {
            problems.add("set " + property + " to an absolute URL, for example " + example);
        } else if (plain && !isLoopback(url.getHost())) {
            problems.add("set " + property + " to an https URL, plain http is for loopback only");
        }
    }

    private static boolean isLoopback(String host) {
        if ("localhost".equalsIgnoreCase(host)) {
            return true;
        }
        var literal = host.chars().allMatch(c -> c == '.' || Character.isDigit(c)) || host.startsWith("[");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private static void positive(String property, Duration value, List<String> problems) {
        if (value.isZero() || value.isNegative()) {
            problems.add("set " + property + " to a duration above zero, for example 5s");
        }
    }
}
