package dev.recoup.sandbox;

import dev.recoup.sandbox.contract.Json;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Listens on the three ports, on this machine only, and says when it does. */
final class SandboxServer extends AbstractVerticle {

    private static final String HOST = "127.0.0.1";

    private final SandboxOptions options;
    private Sandbox sandbox;
    private SlowCallers slowCallers;
    private Addresses addresses = new Addresses("", "", "");

    /** Where the sandbox listens. */
    record Addresses(String referral, String customer, String pages) {}

    SandboxServer(SandboxOptions options) {
        this.options = options;
    }

    @Override
    public void start(Promise<Void> started) {
        sandbox = new Sandbox(vertx, options);
        slowCallers = new SlowCallers(vertx, options.requestWithin());
        Future<HttpServer> pages = listen(sandbox.pagesRouter(), options.pagesPort());
        Future<HttpServer> referral = listen(sandbox.referral().router(), options.referralPort());
        Future<HttpServer> customer = listen(sandbox.customer().router(), options.customerPort());
        Future.all(pages, referral, customer)
                .onSuccess(all -> {
                    addresses = new Addresses(
                            address(referral.result()), address(customer.result()), address(pages.result()));
                    sandbox.urls().base(addresses.pages());
                    options.readyFile().ifPresent(this::writeReadyFile);
                    started.complete();
                })
                .onFailure(started::fail);
    }

    @Override
    public void stop() {
        sandbox.close();
    }

    /** What was put together; for tests that add a defect. */
    Sandbox sandbox() {
        return sandbox;
    }

    Addresses addresses() {
        return addresses;
    }

    private Future<HttpServer> listen(Router router, int port) {
        HttpServerOptions server = new HttpServerOptions()
                .setHost(HOST)
                .setPort(port)
                // With it a connection is nobody's, and not watched, before its first request is there.
                .setHttp2ClearTextEnabled(false);
        return slowCallers
                .watch(vertx.createHttpServer(server), router)
                .listen()
                .recover(cause -> Future.failedFuture(
                        new IOException("Port " + port + " cannot be used: " + cause.getMessage(), cause)));
    }

    private static String address(HttpServer server) {
        return "http://" + HOST + ":" + server.actualPort();
    }

    private void writeReadyFile(Path file) {
        byte[] content = Json.bytes(Json.object()
                .put("referralUrl", addresses.referral())
                .put("customerUrl", addresses.customer())
                .put("pagesUrl", addresses.pages())
                .put("pid", ProcessHandle.current().pid()));
        try {
            Path target = file.toAbsolutePath();
            Path draft = Files.createTempFile(target.getParent(), "ready", ".tmp");
            Files.write(draft, content);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
