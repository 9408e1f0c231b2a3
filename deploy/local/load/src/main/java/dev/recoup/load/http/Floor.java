package dev.recoup.load.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The least that a server can do, in a process of its own: a bare Vert.x handler that reads the body and answers a
 * constant.
 */
public final class Floor {

    private Floor() {}

    /**
     * Serves until the process is ended.
     *
     * @param arguments size of the answer in bytes, and the file to which the server's address is written
     */
    public static void main(String[] arguments) {
        Buffer constant = Buffer.buffer(" ".repeat(Integer.parseInt(arguments[0])));
        Path ready = Path.of(arguments[1]).toAbsolutePath();
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> request.body().onSuccess(body -> request.response()
                        .putHeader("Content-Type", "application/json; charset=utf-8")
                        .end(constant)))
                .listen()
                .onSuccess(server -> write(server, ready));
    }

    private static void write(HttpServer server, Path ready) {
        try {
            Path draft = Files.createTempFile(ready.getParent(), "floor", ".tmp");
            Files.writeString(draft, "http://127.0.0.1:" + server.actualPort());
            Files.move(draft, ready, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
