package dev.recoup.testing.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers each connection with prepared bytes, right or wrong, after it has read the head and the body of a request. */
final class FakeApi implements AutoCloseable {

    private final ServerSocket server;
    private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();

    FakeApi() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    void answersJson(int status, String body) {
        answersRaw("HTTP/1.1 " + status + " Whatever\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body);
    }

    void answersRaw(String bytes) {
        answers.add(bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** The next connection is broken once its request was read. */
    void breaks() {
        answers.add(new byte[0]);
    }

    byte[] nextRequest() throws InterruptedException {
        return requests.take();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                requests.add(readRequest(client.getInputStream()));
                byte[] answer = answers.take();
                client.setSoLinger(answer.length == 0, 0);
                client.getOutputStream().write(answer);
            } catch (IOException closed) {
                // The test is over, or the client is gone.
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private static byte[] readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        while (!request.toString(StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
            request.write(in.read());
        }
        String head = request.toString(StandardCharsets.ISO_8859_1);
        int length = head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        request.write(in.readNBytes(length));
        return request.toByteArray();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
