package dev.recoup.debitura;

import dev.recoup.debitura.limits.Lane;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/**
 * Asks Debitura at start who the key belongs to (guide 3.1), in the background: a service does its work without Debitura
 * as well as it can, so nothing waits for the answer and readiness does not depend on it. Asked again until the key is
 * proven; after that every call proves it.
 */
@Singleton
@Wellness
class KeyProof implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(KeyProof.class);

    private final DebituraReferral referral;
    private final DebituraConfig config;
    private volatile Verdict verdict = new Verdict.NotAskedYet();
    private volatile Thread asker;

    KeyProof(DebituraReferral referral, DebituraConfig config, MeterRegistry meters) {
        this.referral = referral;
        this.config = config;
        Gauge.builder("recoup.debitura.key.proven", this, proof -> proof.verdict instanceof Verdict.Proven ? 1 : 0)
                .description("1 once Debitura has accepted the key, else 0")
                .register(meters);
        Gauge.builder("recoup.debitura.key.refused", this, proof -> proof.verdict instanceof Verdict.Refused ? 1 : 0)
                .description("1 while Debitura refuses the key, else 0")
                .register(meters);
    }

    /** What is known of the key; text forms say what to set and never the key. */
    sealed interface Verdict {

        /** Nobody has asked. */
        record NotAskedYet() implements Verdict {}

        /** Debitura accepts it. */
        record Proven() implements Verdict {}

        /** Debitura does not accept it. */
        record Refused(int status, String advice) implements Verdict {}

        /** There was an answer, but not that of Debitura's Referral API. */
        record WrongPlace(String advice) implements Verdict {}

        /** There was no answer; the key may be good. */
        record Unreachable(String advice) implements Verdict {}
    }

    void start(@Observes StartupEvent started) {
        asker = Thread.ofVirtual().name("debitura-key-proof").start(this::askUntilProven);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (asker != null) {
            asker.interrupt();
        }
    }

    private void askUntilProven() {
        try {
            Thread.sleep(config.keyProof().firstAfter());
            for (int attempt = 0; ; attempt++) {
                verdict = ask();
                report(verdict, attempt);
                if (verdict instanceof Verdict.Proven) {
                    return;
                }
                Thread.sleep(pause(attempt));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause(int attempt) {
        var settings = config.keyProof();
        var doubled = settings.retry().multipliedBy(1L << Math.min(attempt, 10));
        return doubled.compareTo(settings.longestRetry()) < 0 ? doubled : settings.longestRetry();
    }

    /** Asks once. */
    Verdict ask() {
        try {
            Lane.REFRESH.call(referral::me);
            return new Verdict.Proven();
        } catch (DebituraException failed) {
            return judge(failed.error());
        }
    }

    private Verdict judge(DebituraError error) {
        var host = config.referralUrl().getHost();
        return switch (error) {
            case DebituraError.Answered answered
            when answered.status() == 401 || answered.status() == 403 ->
                new Verdict.Refused(
                        answered.status(),
                        host + " refuses the key (" + answered.status() + "): set recoup.debitura.api-key to the"
                                + " partner's key of this environment; keys of test and production are not"
                                + " interchangeable, so check that recoup.debitura.referral-url belongs to the same one");
            case DebituraError.Answered answered
            when answered.status() == 404 ->
                new Verdict.WrongPlace(host + " does not know the partner (404): set recoup.debitura.referral-url to"
                        + " Debitura's Referral API; if it is, ask Debitura to check the partner's configuration");
            case DebituraError.UnreadableAnswer _ ->
                new Verdict.WrongPlace(host + " does not answer like Debitura's Referral API: check"
                        + " recoup.debitura.referral-url");
            case DebituraError.Answered answered
            when answered.status() < 500 && answered.status() != 429 ->
                new Verdict.WrongPlace(host + " does not answer like Debitura's Referral API (" + answered.status()
                        + "): check recoup.debitura.referral-url");
            default ->
                new Verdict.Unreachable(host + " gave no answer (" + error + "): check the network and"
                        + " recoup.debitura.referral-url; it is asked again until it answers");
        };
    }

    private static void report(Verdict verdict, int attempt) {
        switch (verdict) {
            case Verdict.NotAskedYet _ -> {}
            case Verdict.Proven _ -> LOG.info("Debitura accepts the key");
            case Verdict.Refused refused -> LOG.error(refused.advice());
            case Verdict.WrongPlace wrong -> LOG.error(wrong.advice());
            case Verdict.Unreachable unreachable -> LOG.log(level(attempt), unreachable.advice());
        }
    }

    /** What lasts is said once in a while, not every time. */
    private static Logger.Level level(int attempt) {
        return Integer.bitCount(attempt) <= 1 ? Logger.Level.WARN : Logger.Level.DEBUG;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("Debitura accepts the key");
        return switch (verdict) {
            case Verdict.NotAskedYet _ ->
                response.up().withData("state", "not asked yet").build();
            case Verdict.Proven _ -> response.up().withData("state", "proven").build();
            case Verdict.Refused refused ->
                response.down()
                        .withData("state", "refused")
                        .withData("advice", refused.advice())
                        .build();
            case Verdict.WrongPlace wrong ->
                response.down()
                        .withData("state", "wrong place")
                        .withData("advice", wrong.advice())
                        .build();
            case Verdict.Unreachable unreachable ->
                response.up()
                        .withData("state", "unreachable")
                        .withData("advice", unreachable.advice())
                        .build();
        };
    }
}
