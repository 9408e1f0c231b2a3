package dev.recoup.debitura;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Chooses where the two APIs will listen, before the application starts. */
public class FreePorts implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try (var referral = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var customer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Map.of(
                    "recoup.debitura.referral-url", "http://127.0.0.1:" + referral.getLocalPort(),
                    "recoup.debitura.customer-url", "http://127.0.0.1:" + customer.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
