package dev.recoup.testing.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a client and an API, hands every byte on as it is, and holds what it sees against the API's document.
 *
 * <p>What a message breaks is on record before its last byte is handed on. Broken connections, lost answers and
 * silence pass through as such. Listens on 127.0.0.1 only and reaches nothing else.
 */
public final class ContractProxy implements AutoCloseable {

    private final Contract contract;
    private final InetSocketAddress upstream;
    private final ContractRecord record;
    private final ServerSocket server;
    private final Set<Relay> relays = ConcurrentHashMap.newKeySet();

    private ContractProxy(Contract contract, InetSocketAddress upstream, ContractRecord record, ServerSocket server) {
        this.contract = contract;
        this.upstream = upstream;
        this.record = record;
        this.server = server;
    }

    /**
     * Starts a proxy on a free port.
     *
     * @param contract what calls and answers are held against
     * @param upstream where the API is; an http address of this machine
     * @param record where calls and violations are noted
     * @return a proxy that listens
     * @throws IllegalArgumentException when the API is not on this machine
     */
    public static ContractProxy start(Contract contract, URI upstream, ContractRecord record) {
        InetSocketAddress address = new InetSocketAddress(upstream.getHost(), upstream.getPort());
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("The proxy reaches this machine only, not " + upstream.getHost());
        }
        try {
            ServerSocket server = new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1"));
            ContractProxy proxy = new ContractProxy(contract, address, record, server);
            Thread.ofVirtual().name("contract proxy of " + contract.name()).start(proxy::accept);
            return proxy;
        } catch (IOException noPort) {
            throw new UncheckedIOException("The contract proxy found no port", noPort);
        }
    }

    /**
     * Where clients reach the API through this proxy.
     *
     * @return an http address without a trailing slash
     */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> relay(client));
            } catch (IOException closed) {
                // Only the end of this proxy, which the condition sees.
            }
        }
    }

    private void relay(Socket client) {
        Relay relay = new Relay(contract, record, client);
        relays.add(relay);
        try {
            relay.run(upstream);
        } finally {
            relays.remove(relay);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException broken) {
            throw new UncheckedIOException("The contract proxy did not close", broken);
        } finally {
            relays.forEach(Relay::cut);
        }
    }
}
