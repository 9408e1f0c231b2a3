package dev.recoup.testing.infra;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container engine that answers.
 *
 * <p>It is asked directly: Testcontainers needs minutes, and pages of log, to find out that it cannot start anything.
 */
final class ContainerEngine {

    private static final String DOCKER_HOST = "DOCKER_HOST";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PULL_PATIENCE = Duration.ofMinutes(3);

    private final URI address;

    private ContainerEngine(URI address) {
        this.address = address;
    }

    /** Looks where Testcontainers looks: at {@code DOCKER_HOST} alone if it is set, else at the usual sockets. */
    static Optional<ContainerEngine> find(Map<String, String> environment) {
        return addresses(environment)
                .map(ContainerEngine::new)
                .filter(ContainerEngine::answers)
                .findFirst();
    }

    private static Stream<URI> addresses(Map<String, String> environment) {
        String given = environment.getOrDefault(DOCKER_HOST, "");
        if (!given.isBlank()) {
            return Stream.of(URI.create(given));
        }
        Stream<Path> rootless = Stream.ofNullable(environment.get("XDG_RUNTIME_DIR"))
                .map(directory -> Path.of(directory, "docker.sock"));
        Path home = Path.of(System.getProperty("user.home"));
        Stream<Path> usual = Stream.of(
                Path.of("/var/run/docker.sock"),
                home.resolve(".docker/run/docker.sock"),
                home.resolve(".docker/desktop/docker.sock"));
        return Stream.concat(usual, rootless).filter(Files::exists).map(socket -> URI.create("unix://" + socket));
    }

    URI address() {
        return address;
    }

    private boolean answers() {
        try {
            return status(Request.Method.GET, "/_ping", PATIENCE) == 200;
        } catch (IOException | RuntimeException e) {
            // A socket that nobody serves, or that this user may not open, is no engine.
            return false;
        }
    }

    /** The first image that is neither on the engine nor can be pulled; the missing ones are pulled on the way. */
    Optional<String> unobtainable(List<String> images) {
        return images.stream().filter(image -> !has(image) && !pulled(image)).findFirst();
    }

    private boolean has(String image) {
        try {
            return status(Request.Method.GET, "/images/" + image + "/json", PATIENCE) == 200;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private boolean pulled(String image) {
        try {
            String name = URLEncoder.encode(image, StandardCharsets.UTF_8);
            status(Request.Method.POST, "/images/create?fromImage=" + name, PULL_PATIENCE);
            return has(image);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Reads the answer to its end, because a pull lasts as long as its answer. */
    private int status(Request.Method method, String path, Duration patience) throws IOException {
        Request request = Request.builder().method(method).path(path).build();
        try (DockerHttpClient client = new ZerodepDockerHttpClient.Builder()
                        .dockerHost(address)
                        .connectionTimeout(PATIENCE)
                        .responseTimeout(patience)
                        .build();
                Response response = client.execute(request)) {
            response.getBody().transferTo(OutputStream.nullOutputStream());
            return response.getStatusCode();
        }
    }
}
