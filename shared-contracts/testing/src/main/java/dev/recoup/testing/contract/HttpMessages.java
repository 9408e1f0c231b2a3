package dev.recoup.testing.contract;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the whole messages out of the bytes of one direction of a connection. A message that is cut short never comes.
 *
 * @param <M> requests or answers
 */
final class HttpMessages<M extends FullHttpMessage> {

    /** More than any upload that Debitura takes. */
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    private static final int LARGEST_LINE = 16 * 1024;
    private static final int LARGEST_CHUNK = 64 * 1024;

    private final EmbeddedChannel channel;
    private final Class<M> kind;

    private HttpMessages(Class<M> kind, ChannelHandler decoder) {
        this.kind = kind;
        this.channel = new EmbeddedChannel(decoder, new HttpObjectAggregator(LARGEST_BODY));
    }

    static HttpMessages<FullHttpRequest> requests() {
        return new HttpMessages<>(
                FullHttpRequest.class, new HttpRequestDecoder(LARGEST_LINE, LARGEST_LINE, LARGEST_CHUNK));
    }

    static HttpMessages<FullHttpResponse> answers() {
        return new HttpMessages<>(
                FullHttpResponse.class, new HttpResponseDecoder(LARGEST_LINE, LARGEST_LINE, LARGEST_CHUNK));
    }

    /** Takes the next bytes; returns the messages that they complete. */
    List<M> read(byte[] bytes, int length) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, length));
        return completed();
    }

    /** Takes the end of the direction, which completes a message that only the end delimits. */
    List<M> end() {
        channel.finish();
        return completed();
    }

    private List<M> completed() {
        List<M> messages = new ArrayList<>();
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            messages.add(kind.cast(next));
        }
        channel.releaseOutbound();
        return messages;
    }
}
