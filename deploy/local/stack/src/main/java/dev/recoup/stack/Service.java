package dev.recoup.stack;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The four services, in the order in which they are shown. */
enum Service {
    INGEST("webhook-ingest-service", 8081),
    ONBOARDING("onboarding-service", 8082),
    CASE("case-service", 8083),
    REVENUE("revenue-service", 8084);

    private static final int MANAGEMENT_DISTANCE = 1000;

    private final String folder;
    private final int port;

    Service(String folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static Optional<Service> named(String folder) {
        return Arrays.stream(values())
                .filter(service -> service.folder.equals(folder))
                .findFirst();
    }

    /** The name of its folder, which is also its consumer group. */
    String folder() {
        return folder;
    }

    int port(Ports ports) {
        return ports.of(port);
    }

    int managementPort(Ports ports) {
        return ports.of(port + MANAGEMENT_DISTANCE);
    }

    /** Its database and role. */
    String database() {
        return folder.replace('-', '_');
    }

    Path runner(Path root) {
        return root.resolve(folder).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
