package dev.recoup.sandbox.contract;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** Reads request bodies before the routes see them; a body above its limit fails with 413. */
public final class Bodies {

    private static final long TEXT_LIMIT_BYTES = 5L * 1024 * 1024;
    private static final long FORM_LIMIT_BYTES = 30L * 1024 * 1024;

    private Bodies() {}

    /** Has the bodies of POST, PUT and PATCH read on a router, up to 5 MB. */
    public static void readOn(Router router) {
        for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH)) {
            router.route().method(method).handler(text());
        }
    }

    /** Keeps the body in memory. */
    static BodyHandler text() {
        return BodyHandler.create(false).setBodyLimit(TEXT_LIMIT_BYTES);
    }

    /** Writes the files of a form to disk and deletes them when the request has ended. */
    static BodyHandler form(Uploads uploads) {
        return BodyHandler.create(uploads.incoming().toString())
                .setBodyLimit(FORM_LIMIT_BYTES)
                .setMergeFormAttributes(false)
                .setDeleteUploadedFilesOnEnd(true);
    }
}
