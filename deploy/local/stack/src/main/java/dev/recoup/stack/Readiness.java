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
import java.util.regex.Pattern;

/** Waits until a service says that it is ready. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private static final int LONGEST_REASON = 400;
    private static final Pattern EXCEPTION =
            Pattern.compile("\"exceptionType\":\"([^\"]*)\",\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

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

    /** The innermost cause in a log of JSON lines, or the last line of another one. */
    private static String lastError(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            String cause = lines.stream()
                    .flatMap(line -> EXCEPTION.matcher(line).results())
                    .map(exception -> exception.group(1) + ": " + exception.group(2))
                    .reduce("", (first, second) -> second);
            String reason = cause.isEmpty() && !lines.isEmpty() ? lines.getLast() : cause;
            return reason.isEmpty()
                    ? "."
                    : " (" + reason.substring(0, Math.min(LONGEST_REASON, reason.length())) + ").";
        } catch (IOException e) {
            return ".";
        }
    }
}
