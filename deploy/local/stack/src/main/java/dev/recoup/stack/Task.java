package dev.recoup.stack;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Work that is given up when the person at the terminal asks for the end. */
record Task<T>(CompletableFuture<Optional<T>> result) {

    static <T> Task<T> of(Supplier<T> work) {
        CompletableFuture<Optional<T>> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("recoup-task").start(() -> {
            try {
                result.complete(Optional.of(work.get()));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return new Task<>(result);
    }

    /** What the work gave, or empty when the end was asked for first. */
    Optional<T> resultUnless(CountDownLatch asked) {
        Thread.ofVirtual().start(() -> {
            try {
                asked.await();
                result.complete(Optional.empty());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotStart sentence
                    ? sentence
                    : new CannotStart("Something failed that should not (" + e.getCause() + "): look into the logs.");
        }
    }
}
