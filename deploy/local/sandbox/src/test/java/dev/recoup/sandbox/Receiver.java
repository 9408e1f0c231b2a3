package dev.recoup.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A webhook receiver of the test's own. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    record Delivery(String signature, String timestamp, String event, String test, String replay, byte[] body) {

        String text() {
            return new String(body, java.nio.charset.StandardCharsets.UTF_8);
        }

        boolean isSignedWith(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
                mac.update((timestamp + ".").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                return signature.equals(
                        "t=" + timestamp + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body)));
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(missing);
            }
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            deliveries.add(new Delivery(
                    exchange.getRequestHeaders().getFirst("X-Debitura-Signature"),
                    exchange.getRequestHeaders().getFirst("X-Debitura-Timestamp"),
                    exchange.getRequestHeaders().getFirst("X-Debitura-Event"),
                    exchange.getRequestHeaders().getFirst("X-Debitura-Test"),
                    exchange.getRequestHeaders().getFirst("X-Debitura-Replay"),
                    body));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    void answer(int next) {
        status = next;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<String> events() {
        return deliveries.stream().map(Delivery::event).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
