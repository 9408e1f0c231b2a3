package dev.recoup.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Waits until a service says that it is ready. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * Waits.
     *
     * @throws CannotStart when the service ends first or does not become ready in time
     */
    void await(String service, ProcessHandle process, int managementPort, Path log) {
        HttpRequest question = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long until = System.nanoTime() + PATIENCE.toNanos();
        String lastAnswer = "nothing";
        while (true) {
            if (!process.isAlive()) {
                throw new CannotStart(service + " ended before it was ready: look into " + log + lastError(log));
            }
            try {
                HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
                lastAnswer = answer.body().replaceAll("\\s+", " ");
            } catch (IOException e) {
                lastAnswer = "nothing";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotStart("Interrupted while " + service + " was starting.");
            }
            if (System.nanoTime() - until > 0) {
                throw new CannotStart(service + " was not ready within " + PATIENCE.toSeconds() + " s: look into " + log
                        + " (its last answer was " + lastAnswer + ").");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String lastError(Path log) {
        try {
            List<String> errors = Files.readAllLines(log).stream()
                    .filter(line -> line.contains("ERROR") || line.contains("Caused by"))
                    .toList();
            String last = errors.isEmpty() ? "" : errors.getLast().strip();
            return last.isEmpty() ? "." : " (" + last.substring(0, Math.min(300, last.length())) + ").";
        } catch (IOException e) {
            return ".";
        }
    }
}
