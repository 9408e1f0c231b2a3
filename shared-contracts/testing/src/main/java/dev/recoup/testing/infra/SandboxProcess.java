package dev.recoup.testing.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The Debitura sandbox in a process of its own, started from its jar; it ends with this JVM at the latest. */
public final class SandboxProcess implements AutoCloseable {

    /** The system property that says which way, A or B, the sandbox plays what Debitura leaves open; A without it. */
    public static final String UNKNOWNS = "recoup.unknowns";

    private static final String JAR = "/sandbox/recoup-sandbox.jar";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final URI referralUrl;
    private final URI customerUrl;
    private final URI pagesUrl;

    private SandboxProcess(Process process, URI referralUrl, URI customerUrl, URI pagesUrl) {
        this.process = process;
        this.referralUrl = referralUrl;
        this.customerUrl = customerUrl;
        this.pagesUrl = pagesUrl;
    }

    /**
     * The ports of the sandbox on 127.0.0.1; 0 stands for a free one.
     *
     * @param referral the Referral Partner API
     * @param customer the Customer API
     * @param pages the white-label pages and the control interface
     */
    public record Ports(int referral, int customer, int pages) {

        /** Three free ports. */
        public static final Ports FREE = new Ports(0, 0, 0);
    }

    /**
     * Starts a sandbox of the test environment on free ports, its output going to a temporary file.
     *
     * @return a sandbox that answers
     */
    public static SandboxProcess start() {
        Path directory = LocalDirectories.temporary("recoup-sandbox-");
        return start(Ports.FREE, directory, directory.resolve("sandbox.log"), List.of());
    }

    /**
     * Starts a sandbox of the test environment.
     *
     * @param ports where it listens
     * @param directory where it may put files; created if missing
     * @param log the file that gets its output
     * @param jvmOptions options of its JVM, such as a heap limit
     * @return a sandbox that answers
     * @throws IllegalStateException when it does not come up within a minute; names the log
     */
    public static SandboxProcess start(Ports ports, Path directory, Path log, List<String> jvmOptions) {
        try {
            Files.createDirectories(directory);
            Path ready = directory.resolve("sandbox-ready.json");
            Files.deleteIfExists(ready);
            JavaProcess process = JavaProcess.running("sandbox")
                    .jvmOptions(jvmOptions)
                    .jar(jar(directory))
                    .arguments(
                            "--referral-port",
                            Integer.toString(ports.referral()),
                            "--customer-port",
                            Integer.toString(ports.customer()),
                            "--pages-port",
                            Integer.toString(ports.pages()),
                            "--environment",
                            "test",
                            "--allow-loopback-webhooks",
                            "--unknowns",
                            System.getProperty(UNKNOWNS, "A"),
                            "--ready-file",
                            ready.toString())
                    .log(log)
                    .start();
            process.awaitFile(ready, PATIENCE);
            JsonNode written = new ObjectMapper().readTree(ready.toFile());
            return new SandboxProcess(
                    process.process(),
                    URI.create(written.required("referralUrl").asText()),
                    URI.create(written.required("customerUrl").asText()),
                    URI.create(written.required("pagesUrl").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox did not start", e);
        }
    }

    private static Path jar(Path directory) throws IOException {
        Path jar = directory.resolve("recoup-sandbox.jar");
        try (InputStream content = SandboxProcess.class.getResourceAsStream(JAR)) {
            if (content == null) {
                throw new IllegalStateException("The sandbox's jar is not on the class path as " + JAR);
            }
            Files.copy(content, jar, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }

    /**
     * The base of the Referral Partner API.
     *
     * @return an http address without a trailing slash
     */
    public URI referralUrl() {
        return referralUrl;
    }

    /**
     * The base of the Customer API.
     *
     * @return an http address without a trailing slash
     */
    public URI customerUrl() {
        return customerUrl;
    }

    /**
     * The base of the white-label pages and of the control interface.
     *
     * @return an http address without a trailing slash
     */
    public URI pagesUrl() {
        return pagesUrl;
    }

    /**
     * The running process.
     *
     * @return the process
     */
    public Process process() {
        return process;
    }

    @Override
    public void close() {
        JavaProcess.end(process);
    }
}
