package dev.recoup.stack;

import dev.recoup.testing.Tokens;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where everything of a running stack is.
 *
 * @param root the folder of the project
 * @param logs the folder with one log per part
 * @param ingest base of webhook-ingest-service
 * @param onboarding base of onboarding-service
 * @param cases base of case-service
 * @param revenue base of revenue-service
 * @param referralApi base of the sandbox's Referral Partner API
 * @param customerApi base of the sandbox's Customer API
 * @param pages base of the sandbox's white-label pages and of its control interface
 * @param kafka Kafka's bootstrap servers
 * @param issuer the token issuer
 * @param tokens bearer tokens that the services accept
 * @param webhookSecret with which deliveries to {@link #HAND_MADE} are signed
 */
public record StackUrls(
        Path root,
        Path logs,
        URI ingest,
        URI onboarding,
        URI cases,
        URI revenue,
        URI referralApi,
        URI customerApi,
        URI pages,
        String kafka,
        URI issuer,
        Tokens tokens,
        String webhookSecret) {

    /** The name of the subscription whose secret was given instead of made. */
    public static final String HAND_MADE = "hand-made";

    @Override
    public String toString() {
        return "StackUrls[" + root + "]";
    }

    static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
