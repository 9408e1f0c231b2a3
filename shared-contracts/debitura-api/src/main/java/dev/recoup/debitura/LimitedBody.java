package dev.recoup.debitura;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * The body of an answer to Vert.x' web client, up to a size. With more than that the call fails at once, and what still
 * comes is not kept.
 */
final class LimitedBody implements BodyCodec<Buffer> {

    private final int maximumBytes;

    LimitedBody(int maximumBytes) {
        this.maximumBytes = maximumBytes;
    }

    @Override
    public void create(Handler<AsyncResult<BodyStream<Buffer>>> created) {
        Handler<AsyncResult<BodyStream<Buffer>>> limiting =
                body -> created.handle(body.map(kept -> new Limited(kept, maximumBytes)));
        BodyCodec.buffer().create(limiting);
    }

    private static final class Limited implements BodyStream<Buffer> {

        private final BodyStream<Buffer> kept;
        private long left;

        Limited(BodyStream<Buffer> kept, int maximumBytes) {
            this.kept = kept;
            this.left = maximumBytes;
        }

        @Override
        public Future<Void> write(Buffer part) {
            left -= part.length();
            return left < 0 ? Future.failedFuture(new AnswerLimits.AnswerTooLong()) : kept.write(part);
        }

        @Override
        public void write(Buffer part, Handler<AsyncResult<Void>> written) {
            write(part).onComplete(written);
        }

        @Override
        public void end(Handler<AsyncResult<Void>> ended) {
            kept.end(ended);
        }

        @Override
        public Future<Buffer> result() {
            return kept.result();
        }

        @Override
        public void handle(Throwable failure) {
            kept.handle(failure);
        }

        @Override
        public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
            kept.exceptionHandler(handler);
            return this;
        }

        @Override
        public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
            kept.setWriteQueueMaxSize(size);
            return this;
        }

        @Override
        public boolean writeQueueFull() {
            return kept.writeQueueFull();
        }

        @Override
        public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
            kept.drainHandler(handler);
            return this;
        }
    }
}
