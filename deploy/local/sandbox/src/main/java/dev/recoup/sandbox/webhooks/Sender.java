package dev.recoup.sandbox.webhooks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Posts an event to a receiver, signed (guide 12.4 and 13). */
final class Sender {

    private static final int CONNECTIONS_PER_RECEIVER = 64;
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int KEPT_RECEIVERS = 100;
    private static final float LOAD_FACTOR = 0.75f;

    /**
     * What the headers say beside the event.
     *
     * @param signedAt when it was signed, in the machine's real time, because its age is judged by a receiver whose
     *     clock the sandbox does not move
     * @param secret what it is signed with
     * @param marking whether it is a replay
     */
    record Marks(Instant signedAt, String secret, Delivery.Marking marking) {}

    private final HttpClient http;
    /** Keys and addresses that were read already, by secret and by URL. */
    private final Map<String, Signature> signatures = newestUsed();

    private final Map<String, RequestOptions> targets = newestUsed();
    private final long answerWithinMilliseconds;

    Sender(Vertx vertx, Duration answerWithin) {
        this.answerWithinMilliseconds = answerWithin.toMillis();
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) answerWithinMilliseconds)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxPoolSize(CONNECTIONS_PER_RECEIVER));
    }

    /** Never fails: what goes wrong is an outcome. */
    Future<Outcome> send(Event event, Subscription subscription, Marks marks) {
        return http.request(request(event, subscription, marks))
                .compose(request -> exchange(request, event))
                .otherwise(cause -> new Outcome.Unanswered(Outcome.Trouble.of(cause)));
    }

    private RequestOptions request(Event event, Subscription subscription, Marks marks) {
        String signature =
                signatures.computeIfAbsent(marks.secret(), Signature::new).of(marks.signedAt(), event.body());
        RequestOptions options = new RequestOptions(targets.computeIfAbsent(subscription.url, Sender::target))
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("X-Debitura-Signature", signature)
                .putHeader(
                        "X-Debitura-Timestamp", Long.toString(marks.signedAt().getEpochSecond()))
                .putHeader("X-Debitura-Event", event.name());
        switch (event.occasion()) {
            case REAL -> {
                // no mark
            }
            case TEST -> options.putHeader("X-Debitura-Test", "true");
        }
        switch (marks.marking()) {
            case PLAIN -> {
                // no mark
            }
            case REPLAY -> options.putHeader("X-Debitura-Replay", "true");
        }
        return options;
    }

    private static RequestOptions target(String url) {
        return new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url);
    }

    private static <V> Map<String, V> newestUsed() {
        return new LinkedHashMap<>(KEPT_RECEIVERS, LOAD_FACTOR, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > KEPT_RECEIVERS;
            }
        };
    }

    /** The answer's body is read and dropped, within the time that the whole answer may take. */
    private Future<Outcome> exchange(HttpClientRequest request, Event event) {
        return request.send(Buffer.buffer(event.body()))
                .compose(response -> {
                    response.handler(dropped -> {});
                    return response.end().<Outcome>map(new Outcome.Answered(response.statusCode()));
                })
                .timeout(answerWithinMilliseconds, TimeUnit.MILLISECONDS)
                .onFailure(cause -> request.reset());
    }
}
