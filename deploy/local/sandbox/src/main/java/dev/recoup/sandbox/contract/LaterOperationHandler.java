package dev.recoup.sandbox.contract;

import io.vertx.core.Future;

/** What the sandbox does for one operation whose answer has to be waited for. */
@FunctionalInterface
public interface LaterOperationHandler {

    /** Starts the operation on the sandbox's one event loop; a failed future is a defect. */
    Future<Answer> handle(Call call);
}
