package dev.recoup.debitura;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/**
 * How to reach Debitura: one environment bundles both hosts and the key, and nothing else decides (guide 4). Checked at
 * start by {@link DebituraConfigCheck}.
 */
@ConfigMapping(prefix = "recoup.debitura")
public interface DebituraConfig {

    /**
     * Base of the Referral Partner API, for example {@code https://testreferral-api.debitura.com}.
     *
     * @return absolute https URL; plain http only for loopback
     */
    URI referralUrl();

    /**
     * Base of the Customer API, for example {@code https://testcustomer-api.debitura.com}; never derived from the other.
     *
     * @return absolute https URL; plain http only for loopback
     */
    URI customerUrl();

    /**
     * The partner's key for this environment, a secret.
     *
     * @return the value of the {@code XApiKey} header
     */
    String apiKey();

    /**
     * How long to wait for a connection.
     *
     * @return above zero
     */
    @WithDefault("5s")
    Duration connectTimeout();

    /**
     * How long to wait for the whole answer; whoever leases work must lease it for longer than this plus the connect timeout.
     *
     * @return above zero
     */
    @WithDefault("30s")
    Duration readTimeout();

    /**
     * The longest answer that is read, in bytes; a page of 100 rows is far below. Longer ones count as unreadable.
     *
     * @return above zero
     */
    @WithDefault("5000000")
    int maximumAnswerBytes();

    /**
     * Minted tokens.
     *
     * @return settings of the token cache
     */
    Tokens tokens();

    /**
     * The proof of the key at start.
     *
     * @return when to ask again
     */
    KeyProof keyProof();

    /** How often Debitura is asked at start whether it accepts the key, until it does (guide 3.1). */
    interface KeyProof {

        /**
         * How long after the start to ask first.
         *
         * @return zero or more
         */
        @WithDefault("0s")
        Duration firstAfter();

        /**
         * The first pause; it doubles.
         *
         * @return above zero
         */
        @WithDefault("1s")
        Duration retry();

        /**
         * The longest pause.
         *
         * @return above zero
         */
        @WithDefault("5m")
        Duration longestRetry();
    }

    /** How tokens for the Customer API are kept (guide 3.2). */
    interface Tokens {

        /**
         * Renew this long before a token ends.
         *
         * @return zero or more
         */
        @WithDefault("90s")
        Duration renewBefore();

        /**
         * How many clients' tokens are kept at most.
         *
         * @return one or more
         */
        @WithDefault("10000")
        int maximumClients();
    }
}
