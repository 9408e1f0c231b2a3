package dev.recoup.debitura;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.time.Duration;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;

/**
 * Bounds an answer in time and size. The read timeout of the HTTP client only says how long nothing may come; here the
 * whole answer has to be there within it. What is still coming then, or is longer than allowed, is cut off together with
 * its connection.
 */
final class AnswerLimits implements ClientRequestFilter, ClientResponseFilter {

    private static final String STARTED = "recoup.debitura.started";

    private final Vertx vertx;
    private final Duration longest;
    private final int maximumBytes;

    AnswerLimits(Vertx vertx, Duration longest, int maximumBytes) {
        this.vertx = vertx;
        this.longest = longest;
        this.maximumBytes = maximumBytes;
    }

    /** The answer is longer than any that Debitura documents. */
    static final class AnswerTooLong extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;

        AnswerTooLong() {
            super("the answer is too long");
        }
    }

    @Override
    public void filter(ClientRequestContext request) {
        request.setProperty(STARTED, System.nanoTime());
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        var body = response.getEntityStream();
        var exchange = ((ClientRequestContextImpl) request)
                .getRestClientRequestContext()
                .getVertxClientResponse();
        if (body != null && exchange != null) {
            var passed = Duration.ofNanos(System.nanoTime() - (long) request.getProperty(STARTED));
            response.setEntityStream(
                    new LimitedStream(vertx, exchange.request(), body, maximumBytes, longest.minus(passed)));
        }
    }

    private static final class LimitedStream extends InputStream {

        private final Vertx vertx;
        private final HttpClientRequest exchange;
        private final InputStream body;
        private final long timer;
        private long left;

        LimitedStream(Vertx vertx, HttpClientRequest exchange, InputStream body, int maximumBytes, Duration time) {
            this.vertx = vertx;
            this.exchange = exchange;
            this.body = body;
            this.left = maximumBytes;
            this.timer = vertx.setTimer(Math.max(1, time.toMillis()), _ -> exchange.reset());
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = body.read(into, offset, length);
            if (read < 0) {
                vertx.cancelTimer(timer);
                return read;
            }
            left -= read;
            if (left < 0) {
                exchange.reset();
                throw new AnswerTooLong();
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            vertx.cancelTimer(timer);
            body.close();
        }
    }
}
