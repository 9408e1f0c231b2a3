package dev.recoup.testing.infra;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import java.util.Objects;
import java.util.Set;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** The one port of a container that clients use, published where only this machine reaches it. */
final class LoopbackPort {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    private LoopbackPort() {}

    /** Publishes on the given port, or on a free one for 0. */
    static void publish(GenericContainer<?> container, int inside, int outside) {
        String port = outside == 0 ? "" : Integer.toString(outside);
        Ports.Binding binding = new Ports.Binding(interfaceOfEngine(), port);
        container.withCreateContainerCmdModifier(command -> {
            HostConfig host = Objects.requireNonNull(command.getHostConfig(), "Testcontainers sets the host's side");
            Ports ports = new Ports();
            ports.bind(ExposedPort.tcp(inside), binding);
            host.withPortBindings(ports);
        });
    }

    /** An engine on another machine, or around this container, is reached through its outer interface only. */
    private static String interfaceOfEngine() {
        return THIS_MACHINE.contains(DockerClientFactory.instance().dockerHostIpAddress()) ? "127.0.0.1" : "0.0.0.0";
    }
}
