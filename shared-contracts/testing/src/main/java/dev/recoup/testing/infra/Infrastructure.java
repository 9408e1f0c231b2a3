package dev.recoup.testing.infra;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;

/**
 * Where Kafka and PostgreSQL come from: the one switch, {@code -Drecoup.infrastructure=auto|embedded|containers}.
 *
 * <p>{@code auto}, the default, takes containers when a container engine answers and the embedded ones otherwise.
 */
public enum Infrastructure {
    /** A broker and a database from Maven artifacts, without any container engine. */
    EMBEDDED,
    /** {@code apache/kafka} and {@code postgres:17}, started by Testcontainers. */
    CONTAINERS;

    /** The system property that decides. */
    public static final String PROPERTY = "recoup.infrastructure";

    private static final Logger LOG = System.getLogger(Infrastructure.class.getName());

    /**
     * Reads the switch and, for {@code auto}, asks whether a container engine is there.
     *
     * @return what to start; never null
     * @throws IllegalArgumentException when the property has another value than the three documented ones
     */
    public static Infrastructure chosen() {
        String wanted = System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT);
        return switch (wanted) {
            case "embedded" -> EMBEDDED;
            case "containers" -> CONTAINERS;
            case "auto" -> Engine.REACHABLE ? CONTAINERS : EMBEDDED;
            default ->
                throw new IllegalArgumentException(
                        PROPERTY + " must be auto, embedded or containers, but is '" + wanted + "'");
        };
    }

    /** Asked once per JVM, because asking costs a second. */
    private static final class Engine {

        static final boolean REACHABLE = reachable();

        private Engine() {}

        private static boolean reachable() {
            // Testcontainers logs a page of errors when nothing is there, so it is asked only when there is a sign.
            if (!hinted()) {
                return false;
            }
            boolean answers = DockerClientFactory.instance().isDockerAvailable();
            LOG.log(Level.INFO, answers ? "Using the container engine" : "No container engine answers");
            return answers;
        }

        private static boolean hinted() {
            return System.getenv("DOCKER_HOST") != null
                    || Files.exists(Path.of("/var/run/docker.sock"))
                    || Files.exists(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
        }
    }
}
