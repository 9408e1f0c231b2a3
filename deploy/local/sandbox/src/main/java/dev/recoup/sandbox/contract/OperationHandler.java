package dev.recoup.sandbox.contract;

/** What the sandbox does for one operation. */
@FunctionalInterface
public interface OperationHandler {

    /** Has the operation's effect and returns its answer; runs on the sandbox's one event loop. */
    Answer handle(Call call);
}
