package dev.recoup.ingest.subscriptions;

import dev.recoup.debitura.DebituraConfig;
import dev.recoup.debitura.limits.LimitsConfig;
import dev.recoup.ingest.subscriptions.SubscriptionsConfig.Declared;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Refuses to start on settings that cannot work, and says what to set. */
@Singleton
class ManagementCheck {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");
    private static final int LONGEST_URL = 1024;
    private static final int CALLS_OF_AN_ATTEMPT = 4;

    private final SubscriptionsConfig subscriptions;
    private final ManagementConfig config;
    private final Secrets secrets;
    private final ManagedSubscriptions rows;
    private final DebituraConfig debitura;
    private final LimitsConfig limits;

    @Inject
    ManagementCheck(
            SubscriptionsConfig subscriptions,
            ManagementConfig config,
            Secrets secrets,
            ManagedSubscriptions rows,
            DebituraConfig debitura,
            LimitsConfig limits) {
        this.subscriptions = subscriptions;
        this.config = config;
        this.secrets = secrets;
        this.rows = rows;
        this.debitura = debitura;
        this.limits = limits;
    }

    void check() {
        checkTimes();
        subscriptions.declared().forEach(this::checkDeclared);
        checkKeys();
    }

    private void checkTimes() {
        Duration call = limits.backgroundWait().plus(debitura.connectTimeout()).plus(debitura.readTimeout());
        require(
                config.lease().compareTo(call.multipliedBy(CALLS_OF_AN_ATTEMPT)) > 0,
                "recoup.ingest.management.lease is " + config.lease() + ": set it above "
                        + call.multipliedBy(CALLS_OF_AN_ATTEMPT)
                        + ", the longest time that the calls to Debitura of one attempt may take");
        require(config.poll().isPositive(), "recoup.ingest.management.poll: set it above zero");
        require(config.settle().isPositive(), "recoup.ingest.management.settle: set it above zero");
        require(!config.grace().isNegative(), "recoup.ingest.management.grace: set it to zero or more");
        require(
                config.resumePause().isPositive() && config.longestResumePause().compareTo(config.resumePause()) >= 0,
                "recoup.ingest.management.resume-pause: set it above zero and not above longest-resume-pause");
    }

    private void checkDeclared(String name, Declared declared) {
        String property = "recoup.ingest.subscriptions." + name;
        require(
                isName(name),
                "Rename " + property + ": a subscription's name has 1 to 60 of the characters a-z, 0-9 and -");
        require(
                declared.url().isPresent() || declared.secret().isPresent(),
                "Set " + property + ".url to the public URL of this endpoint, and the subscription is created at"
                        + " Debitura; or set " + property + ".secret to the secret of one that was made by hand");
        declared.url()
                .ifPresent(url -> require(
                        isEndpointOf(name, url.toString()),
                        "Set " + property + ".url to an absolute https URL that ends with /" + name
                                + ", as the last segment names the subscription"));
    }

    /** Tells whether a subscription can have this name; none that is stored has another. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Tells whether deliveries to a URL can be those of a subscription of this name (guide 11). */
    static boolean isEndpointOf(String name, String url) {
        try {
            URI parsed = URI.create(url);
            return url.length() <= LONGEST_URL
                    && parsed.getHost() != null
                    && Set.of("https", "http").contains(String.valueOf(parsed.getScheme()))
                    && parsed.getRawQuery() == null
                    && parsed.getRawFragment() == null
                    && parsed.getRawPath().endsWith("/" + name);
        } catch (IllegalArgumentException notAUrl) {
            return false;
        }
    }

    private void checkKeys() {
        boolean managed = subscriptions.declared().values().stream()
                .anyMatch(declared -> declared.secret().isEmpty());
        require(
                !managed || secrets.readiness() == Secrets.Readiness.READY,
                "Subscriptions are declared whose secrets have to be kept: " + Secrets.WHAT_TO_SET);
        Set<String> missing = QuarkusTransaction.requiringNew().call(rows::ciphertexts).stream()
                .filter(ciphertext -> !secrets.canDecrypt(ciphertext))
                .map(ciphertext -> ciphertext.split("\\.", 3)[1])
                .collect(Collectors.toSet());
        require(
                missing.isEmpty(),
                "The database holds secrets that are encrypted with the keys " + missing
                        + ", which are not there: set recoup.ingest.encryption.keys.<id> for each of them");
    }

    private static void require(boolean kept, String message) {
        if (!kept) {
            throw new IllegalStateException(message);
        }
    }
}
