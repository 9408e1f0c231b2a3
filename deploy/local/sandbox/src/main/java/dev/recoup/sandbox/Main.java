package dev.recoup.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts the sandbox as a process of its own. */
public final class Main {

    private static final int BAD_USAGE = 2;

    private Main() {}

    /** Runs until the process is ended; see {@code --help} for the options. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(SandboxOptions.USAGE);
            return;
        }
        try {
            start(SandboxOptions.parse(List.of(arguments)));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(SandboxOptions.USAGE);
            System.exit(BAD_USAGE);
        }
    }

    private static void start(SandboxOptions options) {
        // Netty works without sun.misc.Unsafe, and then says nothing about it on the terminal.
        System.setProperty("io.netty.noUnsafe", "true");
        System.setProperty("vertx.disableDnsResolver", "true");
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1).setInternalBlockingPoolSize(2));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(vertx)));
        SandboxServer server = new SandboxServer(options);
        vertx.deployVerticle(server)
                .onSuccess(deployed -> {
                    SandboxServer.Addresses addresses = server.addresses();
                    System.out.println("Referral API  " + addresses.referral());
                    System.out.println("Customer API  " + addresses.customer());
                    System.out.println(
                            "Pages, state  " + addresses.pages() + "  " + addresses.pages() + "/_sandbox/state");
                })
                .onFailure(cause -> {
                    System.err.println(cause.getMessage());
                    new Thread(() -> System.exit(1)).start();
                });
    }

    private static void end(Vertx vertx) {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(2, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException unfinished) {
            System.err.println("The sandbox did not end in order");
        }
    }
}
