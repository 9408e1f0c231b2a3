package dev.recoup.stack.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What operators look at. */
record OperationChecks(Day day) {

    /** Management ports are that far from the ports for business. */
    private static final int MANAGEMENT = 1000;

    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        services()
                .forEach((name, address) ->
                        checks.add(new Check(name + " is healthy and shows its figures", () -> isWell(address))));
        checks.add(new Check(
                "one correlation id leads through the logs of all four services", this::oneIdLeadsThroughAllLogs));
        return checks;
    }

    private void isWell(URI service) throws Exception {
        URI management = URI.create("http://" + service.getHost() + ":" + (service.getPort() + MANAGEMENT));
        Expected.soon("the status of " + management + "/q/health", () -> 200, () -> get(management, "/q/health")
                .statusCode());
        HttpResponse<String> metrics = get(management, "/q/metrics");
        Expected.same("the status of " + management + "/q/metrics", 200, metrics.statusCode());
        Expected.same(
                "the gauge of waiting outbox rows is shown",
                true,
                metrics.body().lines().anyMatch(line -> line.startsWith("recoup_outbox")));
    }

    private void oneIdLeadsThroughAllLogs() throws Exception {
        Expected.soon(
                "services whose log holds " + day.correlationId(),
                () -> List.copyOf(services().keySet()),
                () -> services().keySet().stream().filter(this::logHoldsTheId).toList());
    }

    private boolean logHoldsTheId(String service) {
        Path log = day.urls().logs().resolve(service + ".log");
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains(day.correlationId()));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private HttpResponse<String> get(URI management, String path) throws IOException, InterruptedException {
        return day.send(HttpRequest.newBuilder(URI.create(management + path)));
    }

    private Map<String, URI> services() {
        Map<String, URI> services = new LinkedHashMap<>();
        services.put("webhook-ingest-service", day.urls().ingest());
        services.put("onboarding-service", day.urls().onboarding());
        services.put("case-service", day.urls().cases());
        services.put("revenue-service", day.urls().revenue());
        return services;
    }
}
