package dev.recoup.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fixed ports of everything, all moved by the same distance. */
record Ports(int offset) {

    private static final int HIGHEST = 65535;

    int of(int port) {
        return port + offset;
    }

    int kafka() {
        return of(19092);
    }

    int postgres() {
        return of(15432);
    }

    int referralApi() {
        return of(8090);
    }

    int customerApi() {
        return of(8091);
    }

    int pages() {
        return of(8092);
    }

    int issuer() {
        return of(8095);
    }

    /**
     * Makes sure that every port is free before anything is started.
     *
     * @throws CannotStart when one is taken; says which and what to do
     */
    void checkFree() {
        byOwner().forEach((owner, port) -> {
            if (port > HIGHEST || port < 1) {
                throw new CannotStart(
                        "Port " + port + " for " + owner + " does not exist: choose a smaller --port-offset.");
            }
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1);
            } catch (IOException e) {
                throw new CannotStart("Port " + port + " for " + owner
                        + " is taken: end the program that listens there, or move all ports with --port-offset "
                        + (offset + 100) + ".");
            }
        });
    }

    private Map<String, Integer> byOwner() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            ports.put(service.folder(), service.port(this));
            ports.put(service.folder() + "'s management", service.managementPort(this));
        }
        ports.put("the sandbox's Referral API", referralApi());
        ports.put("the sandbox's Customer API", customerApi());
        ports.put("the sandbox's pages", pages());
        ports.put("the token issuer", issuer());
        ports.put("Kafka", kafka());
        ports.put("PostgreSQL", postgres());
        return ports;
    }
}
