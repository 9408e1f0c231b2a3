package dev.recoup.contenders;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Reads a delivery and answers: no signature, no journal, no outbox. Nothing on this HTTP server can be faster. */
@Singleton
final class Ceiling {

    void register(@Observes Router router) {
        router.post("/ceiling/:subscription").handler(context -> answerWhenRead(context.request()));
    }

    private static void answerWhenRead(HttpServerRequest request) {
        request.bodyHandler(body -> request.response().end()).resume();
    }
}
