package dev.recoup.debitura.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The calls that a service may still make; used by one thread. */
final class Purse {

    /** How long what the other replicas did to the standing may go unnoticed. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** Another replica was faster. */
    private static final Duration AGAIN = Duration.ofMillis(5);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    private final LimitsConfig config;
    private final TimeMeter clock;
    private final Bucket bucket;
    private final Standing standing;
    private final Map<Window, Long> left = new EnumMap<>(Window.class);
    private Standing.Facts facts;
    private long factsReadAt;
    private int share;

    private Purse(LimitsConfig config, TimeMeter clock, Bucket bucket, Standing standing) {
        this.config = config;
        this.clock = clock;
        this.bucket = bucket;
        this.standing = standing;
    }

    /** A purse that nobody shares. */
    static Purse local(LimitsConfig config, TimeMeter clock) {
        var bucket = Bucket.builder().withCustomTimePrecision(clock);
        for (var limit : Window.bucket(config, config.share(), now(clock)).getBandwidths()) {
            bucket.addLimit(limit);
        }
        return new Purse(config, clock, bucket.build(), new LocalStanding(clock));
    }

    /** A purse that all replicas with this database share. */
    static Purse shared(LimitsConfig config, DataSource database, String environment) {
        var clock = TimeMeter.SYSTEM_MILLISECONDS;
        var bucket = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("debitura_budget")
                .idColumn("environment")
                .stateColumn("state")
                .build()
                .builder()
                .build(environment, () -> Window.bucket(config, config.share(), now(clock)));
        return new Purse(config, clock, bucket, new SharedStanding(database, environment));
    }

    /**
     * What was taken.
     *
     * @param calls how many calls may be made, 0 for none
     * @param pause if none, how long it takes at least until there is one
     */
    record Taken(int calls, Duration pause) {}

    /** Takes as many calls as there are for the lane, at most so many as wanted. */
    Taken take(int wanted, Lane lane) {
        look();
        if (pause().isPositive()) {
            return new Taken(0, pause());
        }
        var cost = left(facts.slowdown()).isPositive() ? 2 : 1;
        var calls = (int) Math.min(wanted, spendable(lane) / cost);
        if (calls < 1) {
            return new Taken(0, waitFor(cost, lane));
        }
        var taken = bucket.asVerbose().tryConsume((long) calls * cost);
        remember(taken.getDiagnostics().getAvailableTokensPerEachBandwidth());
        return taken.getValue() ? new Taken(calls, Duration.ZERO) : new Taken(0, AGAIN);
    }

    /** Brings what is known of standing and tokens up to date. */
    void look() {
        if (facts == null || clock.currentTimeNanos() - factsReadAt > FRESH.toNanos()) {
            refresh();
        }
        remember(bucket.asVerbose().getAvailableTokens().getDiagnostics().getAvailableTokensPerEachBandwidth());
    }

    private void refresh() {
        facts = standing.read();
        factsReadAt = clock.currentTimeNanos();
        int wanted = facts.share().orElse(config.share());
        if (wanted != share) {
            bucket.replaceConfiguration(
                    Window.bucket(config, wanted, now(clock)), TokensInheritanceStrategy.PROPORTIONALLY);
            share = wanted;
        }
    }

    void pause(Duration pause) {
        standing.pause(pause, config.slowdown());
        facts = null;
    }

    /** How many calls each window still has, as last seen. */
    Map<Window, Long> left() {
        return left;
    }

    /** The share in percent that holds now. */
    int share() {
        return share;
    }

    /** How long nothing may be called, as last seen. */
    Duration pause() {
        return facts == null ? Duration.ZERO : left(facts.pause());
    }

    /** What is left now of a time that was told when the facts were read. */
    private Duration left(Duration told) {
        var rest = told.minusNanos(clock.currentTimeNanos() - factsReadAt);
        return rest.isPositive() ? rest : Duration.ZERO;
    }

    private void remember(long[] available) {
        for (Window window : Window.values()) {
            left.put(window, available[window.ordinal()]);
        }
    }

    private long spendable(Lane lane) {
        return left.entrySet().stream()
                .mapToLong(window -> window.getValue() - reserve(window.getKey(), lane))
                .min()
                .orElse(0);
    }

    private Duration waitFor(int cost, Lane lane) {
        return left.entrySet().stream()
                .filter(window -> window.getValue() - reserve(window.getKey(), lane) < cost)
                .map(window -> window.getKey()
                        .timeFor(cost + reserve(window.getKey(), lane) - window.getValue(), config, share, now(clock)))
                .max(Duration::compareTo)
                .filter(wait -> wait.compareTo(SHORTEST_WAIT) > 0)
                .orElse(SHORTEST_WAIT);
    }

    /** A window of a few calls must not keep all of them from a lane, even if each costs two. */
    private long reserve(Window window, Lane lane) {
        var burst = window.burst(config, share);
        return Math.max(0, Math.min(lane.reserveOf(burst), burst - 2));
    }

    private static Instant now(TimeMeter clock) {
        return Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(clock.currentTimeNanos()));
    }
}
