package dev.recoup.debitura;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A {@code multipart/form-data} body. The same parts always make the same bytes, because the same idempotency key with
 * other bytes is a conflict (guide 24); so the boundary is made from the content, which cannot hold its own digest.
 *
 * @param contentType value of the {@code Content-Type} header
 * @param bytes the body
 */
record MultipartBody(String contentType, byte[] bytes) {

    static MultipartBody of(Map<String, String> fields, String fileField, Attachment file) {
        var boundary = "recoup-" + digest(file.content());
        var body = new ByteArrayOutputStream(file.content().length + 1024);
        fields.forEach((name, value) -> write(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + quoted(name) + "\"\r\n\r\n" + value
                        + "\r\n"));
        write(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + quoted(fileField) + "\"; filename=\""
                        + quoted(file.fileName()) + "\"\r\nContent-Type: " + oneLine(file.mediaType()) + "\r\n\r\n");
        body.writeBytes(file.content());
        write(body, "\r\n--" + boundary + "--\r\n");
        return new MultipartBody("multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As browsers quote names, so that a name cannot end its header. */
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String oneLine(String mediaType) {
        return mediaType.replaceAll("[\\r\\n]", "");
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 20);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
