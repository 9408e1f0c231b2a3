package dev.recoup.testing.infra;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * Where Kafka and PostgreSQL come from: the one switch, {@code -Drecoup.infrastructure=auto|embedded|containers}.
 *
 * <p>{@code auto}, the default, takes containers when an engine answers and has, or can pull, the images; the embedded
 * ones otherwise.
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
     * Reads the switch and, unless it says {@code embedded}, asks whether a container engine is there.
     *
     * @return what to start, the same for the life of the JVM as long as the property is; never null
     * @throws IllegalArgumentException when the property has another value than the three documented ones
     * @throws IllegalStateException when it demands containers and no engine answers; says what to do
     */
    public static Infrastructure chosen() {
        return switch (wanted(System.getProperty(PROPERTY, "auto"))) {
            case EMBEDDED -> EMBEDDED;
            case CONTAINERS -> demanded(Engine.FOUND);
            case AUTO -> Automatic.CHOSEN;
        };
    }

    private enum Wanted {
        AUTO,
        EMBEDDED,
        CONTAINERS
    }

    private static Wanted wanted(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "auto" -> Wanted.AUTO;
            case "embedded" -> Wanted.EMBEDDED;
            case "containers" -> Wanted.CONTAINERS;
            default ->
                throw new IllegalArgumentException(
                        PROPERTY + " must be auto, embedded or containers, but is '" + value + "'");
        };
    }

    static Infrastructure demanded(Optional<ContainerEngine> engine) {
        if (engine.isEmpty()) {
            throw new IllegalStateException("-D" + PROPERTY + "=containers needs a container engine, but none answers: "
                    + "start one, or set DOCKER_HOST to the one that runs, or take -D" + PROPERTY + "=embedded.");
        }
        return CONTAINERS;
    }

    static Infrastructure available(ContainerEngine engine, List<String> images) {
        Optional<String> missing = engine.unobtainable(images);
        if (missing.isPresent()) {
            LOG.log(
                    Level.WARNING,
                    "The container engine at {0} neither has nor can pull {1}: using the embedded Kafka and PostgreSQL",
                    engine.address(),
                    missing.get());
            return EMBEDDED;
        }
        LOG.log(Level.INFO, "Using Kafka and PostgreSQL in containers of the engine at {0}", engine.address());
        return CONTAINERS;
    }

    /** Asked once per JVM. */
    private static final class Engine {

        static final Optional<ContainerEngine> FOUND = ContainerEngine.find(System.getenv());

        private Engine() {}
    }

    /** Decided once per JVM, so that Kafka and PostgreSQL come from the same place. */
    private static final class Automatic {

        /** What the Testcontainers release of the root pom starts to remove the containers of a JVM that was killed. */
        private static final DockerImageName CLEANER = DockerImageName.parse("testcontainers/ryuk:0.13.0");

        static final Infrastructure CHOSEN =
                Engine.FOUND.map(engine -> available(engine, images())).orElse(EMBEDDED);

        private Automatic() {}

        private static List<String> images() {
            Stream<DockerImageName> cleaner = Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))
                    ? Stream.empty()
                    : Stream.of(CLEANER);
            return Stream.concat(Stream.of(ContainerKafkaBroker.IMAGE, ContainerPostgresServer.IMAGE), cleaner)
                    .map(ImageNameSubstitutor.instance())
                    .map(DockerImageName::asCanonicalNameString)
                    .toList();
        }
    }
}
