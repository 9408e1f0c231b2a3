package dev.recoup.sandbox.contract;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** Reads request bodies before the routes see them. */
public final class Bodies {

    private static final long LIMIT_BYTES = 30L * 1024 * 1024;

    private Bodies() {}

    /** Has the bodies of POST, PUT and PATCH read on a router; above 30 MB the answer is 413. */
    public static void readOn(Router router) {
        for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH)) {
            router.route().method(method).handler(BodyHandler.create(false).setBodyLimit(LIMIT_BYTES));
        }
    }
}
