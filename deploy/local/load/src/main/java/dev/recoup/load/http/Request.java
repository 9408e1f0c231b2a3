package dev.recoup.load.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request as it goes over the wire.
 *
 * @param id by which the sender recognises it when it is answered
 * @param bytes head and body of an HTTP/1.1 message
 */
public record Request(String id, byte[] bytes) {

    /** Writes a request without a body. */
    public static Request get(String id, String path, Map<String, String> headers) {
        return new Request(
                id, head("GET", path, headers).append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a request with a JSON body. */
    public static Request post(String id, String path, Map<String, String> headers, byte[] body) {
        byte[] head = head("POST", path, headers)
                .append("Content-Type: application/json\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[head.length + body.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(body, 0, bytes, head.length, body.length);
        return new Request(id, bytes);
    }

    private static StringBuilder head(String method, String path, Map<String, String> headers) {
        StringBuilder head = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head;
    }
}
