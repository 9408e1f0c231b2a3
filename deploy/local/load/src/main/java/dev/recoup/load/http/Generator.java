package dev.recoup.load.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends requests over keep-alive connections, one at a time on each, from one thread.
 *
 * <p>A connection that breaks is opened again; the request that was under way counts as unanswered and is not
 * repeated.
 */
public final class Generator implements AutoCloseable {

    private static final int LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;
    private static final long TICK_MICROSECONDS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration BEFORE_RECONNECTING = Duration.ofMillis(100);
    private static final long LONGEST_LATENCY_MICROSECONDS = TimeUnit.MINUTES.toMicros(2);

    private final EventLoopGroup loop = new NioEventLoopGroup(1, new DefaultThreadFactory("generator", true));
    private final InetSocketAddress target;
    private final int connections;

    /** Prepares {@code connections} connections to the host and port of {@code target}. */
    public Generator(URI target, int connections) {
        this.target = new InetSocketAddress(target.getHost(), target.getPort());
        this.connections = connections;
    }

    /**
     * Sends for a while and waits until everything that was sent is answered, at most 15 seconds more.
     *
     * @param traffic what is sent
     * @param pace when it is sent
     * @param duration for how long at most
     * @return how it went
     */
    public Outcome run(Traffic traffic, Pace pace, Duration duration) {
        Run run = new Run(traffic, pace, duration);
        loop.execute(run::start);
        return run.outcome.join();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Run {

        private final Traffic traffic;
        private final Pace pace;
        private final Duration duration;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private final Deque<Lane> idle = new ArrayDeque<>();
        private final Set<Lane> busy = new HashSet<>();
        private final Set<Channel> open = new HashSet<>();
        private final Histogram latency = new Histogram(LONGEST_LATENCY_MICROSECONDS, 3);
        private ScheduledFuture<?> tick;
        private long begin;
        private long lastAnswer;
        private boolean exhausted;
        private long sent;
        private long answered;
        private long unanswered;

        private Run(Traffic traffic, Pace pace, Duration duration) {
            this.traffic = traffic;
            this.pace = pace;
            this.duration = duration;
        }

        private void start() {
            begin = System.nanoTime();
            lastAnswer = begin;
            for (int count = 0; count < connections; count++) {
                connect();
            }
            tick = loop.scheduleAtFixedRate(this::tick, 0, TICK_MICROSECONDS, TimeUnit.MICROSECONDS);
        }

        private void connect() {
            new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline()
                                    .addLast(
                                            new HttpResponseDecoder(),
                                            new HttpObjectAggregator(LARGEST_ANSWER_BYTES),
                                            new Lane(Run.this));
                        }
                    })
                    .connect(target)
                    .addListener(connected -> {
                        if (!connected.isSuccess() && !isOver()) {
                            loop.schedule(this::connect, BEFORE_RECONNECTING.toMillis(), TimeUnit.MILLISECONDS);
                        }
                    });
        }

        /** At a fixed pace, what was due is sent, however late: else a stall at the end would hide itself. */
        private boolean isOver() {
            boolean impatient =
                    System.nanoTime() - begin >= duration.plus(PATIENCE).toNanos();
            return exhausted || impatient || due(System.nanoTime()) - begin >= duration.toNanos();
        }

        private void tick() {
            if (!isOver()) {
                feed();
                return;
            }
            boolean impatient =
                    System.nanoTime() - begin >= duration.plus(PATIENCE).toNanos();
            if (impatient) {
                List.copyOf(busy).forEach(Lane::abandon);
            }
            if (busy.isEmpty()) {
                finish();
            }
        }

        /** Sends whatever is due on whatever connections are free. */
        private void feed() {
            while (!idle.isEmpty() && !isOver()) {
                long now = System.nanoTime();
                long due = due(now);
                if (due - now > 0) {
                    return;
                }
                Optional<Request> next = traffic.next();
                if (next.isEmpty()) {
                    exhausted = true;
                    return;
                }
                sent++;
                Lane lane = idle.pop();
                busy.add(lane);
                lane.send(next.get(), due);
            }
        }

        private long due(long now) {
            return switch (pace) {
                case Pace.AsAnswered() -> now;
                case Pace.Fixed(double perSecond) -> begin + (long) (sent * 1e9 / perSecond);
            };
        }

        private void answered(Lane lane, Request request, long due, FullHttpResponse response) {
            lastAnswer = System.nanoTime();
            answered++;
            latency.recordValue(Math.clamp((lastAnswer - due) / 1_000, 0, LONGEST_LATENCY_MICROSECONDS));
            busy.remove(lane);
            traffic.answered(request, response.status().code(), ByteBufUtil.getBytes(response.content()));
            idle.push(lane);
            feed();
        }

        private void opened(Lane lane) {
            open.add(lane.channel());
            idle.add(lane);
            feed();
        }

        private void closed(Lane lane, Optional<Request> underWay) {
            open.remove(lane.channel());
            idle.remove(lane);
            busy.remove(lane);
            underWay.ifPresent(request -> {
                unanswered++;
                traffic.unanswered(request);
            });
            if (!isOver()) {
                connect();
            }
        }

        private void finish() {
            tick.cancel(false);
            List.copyOf(open).forEach(Channel::close);
            outcome.complete(new Outcome(answered, unanswered, Duration.ofNanos(lastAnswer - begin), latency));
        }
    }

    /** One connection. */
    private static final class Lane extends SimpleChannelInboundHandler<FullHttpResponse> {

        private final Run run;
        private ChannelHandlerContext context;
        private Optional<Request> underWay = Optional.empty();
        private long due;

        private Lane(Run run) {
            this.run = run;
        }

        private Channel channel() {
            return context.channel();
        }

        private void send(Request request, long dueAt) {
            underWay = Optional.of(request);
            due = dueAt;
            context.writeAndFlush(Unpooled.wrappedBuffer(request.bytes()));
        }

        private void abandon() {
            context.close();
        }

        @Override
        public void channelActive(ChannelHandlerContext active) {
            context = active;
            run.opened(this);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext unused, FullHttpResponse response) {
            Request request = underWay.orElseThrow();
            underWay = Optional.empty();
            run.answered(this, request, due, response);
        }

        @Override
        public void channelInactive(ChannelHandlerContext unused) {
            Optional<Request> lost = underWay;
            underWay = Optional.empty();
            run.closed(this, lost);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
            broken.close();
        }
    }
}
