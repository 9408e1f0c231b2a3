package dev.recoup.testing.contract;

import dev.recoup.testing.contract.Violation.Side;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One connection of a client, handed on to the API, with an ear on each direction. */
final class Relay {

    /** An answer with this header departs from the document because a test ordered it so, or a switch of the sandbox. */
    static final String DEPARTURES = "X-Sandbox-Departures";

    private static final int BUFFER = 64 * 1024;

    private final Contract contract;
    private final ContractRecord record;
    private final Socket client;
    private final Socket api = new Socket();
    private final Queue<FullHttpRequest> unanswered = new ConcurrentLinkedQueue<>();

    Relay(Contract contract, ContractRecord record, Socket client) {
        this.contract = contract;
        this.record = record;
        this.client = client;
    }

    /** Relays until both sides are done, or one breaks. */
    void run(InetSocketAddress upstream) {
        try {
            client.setTcpNoDelay(true);
            api.setTcpNoDelay(true);
            api.connect(upstream);
            Thread asking = Thread.ofVirtual().start(() -> pass(client, api, requests()));
            pass(api, client, answers());
            asking.join();
            client.close();
            api.close();
        } catch (IOException broken) {
            cut();
        } catch (InterruptedException ended) {
            cut();
            Thread.currentThread().interrupt();
        } finally {
            unanswered.forEach(FullHttpRequest::release);
        }
    }

    /** Breaks both connections without a word, as the side that failed did. */
    void cut() {
        reset(client);
        reset(api);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // It is closed, which is what was wanted.
        }
    }

    private void pass(Socket from, Socket to, Ear<?> ear) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                ear.hear(buffer, length);
                out.write(buffer, 0, length);
            }
            ear.hearTheEnd();
            to.shutdownOutput();
        } catch (IOException broken) {
            cut();
        }
    }

    private Ear<FullHttpRequest> requests() {
        return new Ear<>(HttpMessages.requests(), Side.REQUEST, this::asked);
    }

    private Ear<FullHttpResponse> answers() {
        return new Ear<>(HttpMessages.answers(), Side.ANSWER, this::answered);
    }

    private void asked(FullHttpRequest request) {
        unanswered.add(request.retain());
        String operation = contract.operationOf(request);
        record.called(operation);
        note(operation, Side.REQUEST, contract.breachesOf(request));
    }

    private void answered(FullHttpResponse answer) {
        if (answer.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return;
        }
        // An answer to a request that is still being sent cannot be held against the operation.
        Optional<FullHttpRequest> asked = Optional.ofNullable(unanswered.poll());
        asked.ifPresent(request -> {
            try {
                judge(request, answer);
            } finally {
                request.release();
            }
        });
    }

    private void judge(FullHttpRequest request, FullHttpResponse answer) {
        if (!answer.headers().contains(DEPARTURES)) {
            note(contract.operationOf(request), Side.ANSWER, contract.breachesOf(request, answer));
        }
    }

    private void note(String operation, Side side, List<String> breaches) {
        breaches.forEach(breach -> record.broken(new Violation(operation, side, breach)));
    }

    /** Listens to one direction. What it cannot make out is on record, and it hears no more of that direction. */
    private final class Ear<M extends FullHttpMessage> {

        private final HttpMessages<M> messages;
        private final Side side;
        private final Consumer<M> listener;
        private boolean deaf;

        Ear(HttpMessages<M> messages, Side side, Consumer<M> listener) {
            this.messages = messages;
            this.side = side;
            this.listener = listener;
        }

        void hear(byte[] bytes, int length) {
            listen(() -> messages.read(bytes, length));
        }

        void hearTheEnd() {
            listen(messages::end);
        }

        private void listen(Supplier<List<M>> next) {
            if (deaf) {
                return;
            }
            try {
                next.get().forEach(this::take);
            } catch (RuntimeException | LinkageError unintelligible) {
                deaf = true;
                note(contract.name(), side, List.of("cannot be judged: " + unintelligible));
            }
        }

        private void take(M message) {
            try {
                if (message.decoderResult().isFailure()) {
                    throw new IllegalStateException(
                            "It is not HTTP", message.decoderResult().cause());
                }
                listener.accept(message);
            } finally {
                message.release();
            }
        }
    }
}
