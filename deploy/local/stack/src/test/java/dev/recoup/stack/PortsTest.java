package dev.recoup.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    // Far away from a stack that may be running on this machine.
    private static final int OFFSET = 20_000;

    @Test
    void the_offset_moves_every_port() {
        Ports ports = new Ports(100);

        assertThat(Service.INGEST.port(ports)).isEqualTo(8181);
        assertThat(Service.REVENUE.port(ports)).isEqualTo(8184);
        assertThat(Service.REVENUE.managementPort(ports)).isEqualTo(9184);
        assertThat(ports.referralApi()).isEqualTo(8190);
        assertThat(ports.customerApi()).isEqualTo(8191);
        assertThat(ports.pages()).isEqualTo(8192);
        assertThat(ports.issuer()).isEqualTo(8195);
        assertThat(ports.kafka()).isEqualTo(19192);
        assertThat(ports.postgres()).isEqualTo(15532);
    }

    @Test
    void free_ports_are_accepted() {
        assertThatCode(() -> new Ports(OFFSET).checkFree()).doesNotThrowAnyException();
    }

    @Test
    void a_taken_port_is_named_with_what_to_do() throws IOException {
        Ports ports = new Ports(OFFSET);
        try (ServerSocket taken = new ServerSocket(ports.kafka(), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(ports::checkFree)
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("Port 39092 for Kafka is taken: end the program that listens there,"
                            + " or move all ports with --port-offset 20100.");
        }
    }

    @Test
    void an_offset_beyond_the_last_port_is_refused() {
        assertThatThrownBy(() -> new Ports(60_000).checkFree())
                .isInstanceOf(CannotStart.class)
                .hasMessageEndingWith("does not exist: choose a smaller --port-offset.");
    }
}
