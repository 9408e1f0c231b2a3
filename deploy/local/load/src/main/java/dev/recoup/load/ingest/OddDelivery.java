package dev.recoup.load.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * A delivery that was signed with the right secret, and of which nothing else is as it should be. No two have the same
 * body.
 *
 * @param kind what is odd
 * @param bytes what goes over the wire
 */
record OddDelivery(Kind kind, byte[] bytes) {

    private static final int LEAST_NOISE = 32;
    private static final int MOST_NOISE = 400;

    /** What can be odd about a delivery. */
    enum Kind {
        CUT_SHORT,
        NOT_TEXT,
        NESTED_TOO_DEEP,
        MEMBER_TWICE,
        LONG_NUMBER,
        HALF_A_LETTER,
        BYTE_ORDER_MARK,
        LONG_KEY,
        CHUNKED,
        COMPRESSED,
        ENCODING_UNKNOWN,
        COMPRESSED_AFTER_SIGNING,
        CHUNKS_CUT_SHORT,
        LENGTH_LONGER_THAN_THE_BODY;

        /** Says what is to become of it: what arrives as it was signed is kept, whatever it is. */
        Expected expected() {
            return switch (this) {
                case COMPRESSED_AFTER_SIGNING -> Expected.REFUSED;
                case CHUNKS_CUT_SHORT, LENGTH_LONGER_THAN_THE_BODY -> Expected.REFUSED_OR_CLOSED;
                default -> Expected.KEPT;
            };
        }
    }

    /** Makes a delivery of the given kind. */
    static OddDelivery of(Kind kind, String path, Signer signer, Random random) {
        byte[] body = body(kind, random);
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Debitura-Event: case.updated\r\n"
                + Signer.HEADER + ": " + signer.sign(body) + "\r\n";
        return new OddDelivery(
                kind,
                switch (kind) {
                    case CHUNKED -> message(head + "Transfer-Encoding: chunked\r\n\r\n", inChunks(body, random));
                    case CHUNKS_CUT_SHORT ->
                        message(head + "Transfer-Encoding: chunked\r\n\r\n" + chunkSize(body.length + 1), body);
                    case COMPRESSED -> whole(head + "Content-Encoding: gzip\r\n", body);
                    case COMPRESSED_AFTER_SIGNING -> whole(head + "Content-Encoding: gzip\r\n", gzip(body));
                    case ENCODING_UNKNOWN -> whole(head + "Content-Encoding: morse\r\n", body);
                    case LENGTH_LONGER_THAN_THE_BODY ->
                        message(head + "Content-Length: " + (body.length + 100) + "\r\n\r\n", body);
                    default -> whole(head, body);
                });
    }

    private static byte[] body(Kind kind, Random random) {
        return switch (kind) {
            case CUT_SHORT -> {
                byte[] event = event("\"x\":[1,2,3]");
                yield Arrays.copyOf(event, event.length - 1 - random.nextInt(12));
            }
            case NOT_TEXT -> noise(random);
            case NESTED_TOO_DEEP -> event("\"x\":" + "[".repeat(2_000) + "]".repeat(2_000));
            case MEMBER_TWICE -> event("\"id\":\"" + UUID.randomUUID() + "\"");
            case LONG_NUMBER -> event("\"x\":" + "9".repeat(1 + random.nextInt(2_000)));
            case HALF_A_LETTER -> event("\"data\":{\"caseId\":\"\\ud800\"},\"\\udc00\":\"\\ud800\"");
            case BYTE_ORDER_MARK -> utf8("\ufeff" + new String(event("\"x\":1"), StandardCharsets.UTF_8));
            case LONG_KEY -> event("\"" + "k".repeat(1 + random.nextInt(10_000)) + "\":1");
            case COMPRESSED -> gzip(event("\"x\":1"));
            case CHUNKED, ENCODING_UNKNOWN, COMPRESSED_AFTER_SIGNING, CHUNKS_CUT_SHORT, LENGTH_LONGER_THAN_THE_BODY ->
                event("\"x\":1");
        };
    }

    private static byte[] event(String members) {
        return utf8("{\"id\":\"" + UUID.randomUUID() + "\",\"event\":\"case.updated\"," + members + "}");
    }

    private static byte[] inChunks(byte[] body, Random random) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; ) {
            int size = Math.min(body.length - at, 1 + random.nextInt(40));
            chunks.writeBytes(utf8(chunkSize(size)));
            chunks.write(body, at, size);
            chunks.writeBytes(utf8("\r\n"));
            at += size;
        }
        chunks.writeBytes(utf8("0\r\n\r\n"));
        return chunks.toByteArray();
    }

    private static String chunkSize(int size) {
        return Integer.toHexString(size) + "\r\n";
    }

    private static byte[] whole(String head, byte[] body) {
        return message(head + "Content-Length: " + body.length + "\r\n\r\n", body);
    }

    private static byte[] message(String head, byte[] rest) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(utf8(head));
        message.writeBytes(rest);
        return message.toByteArray();
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(LEAST_NOISE, MOST_NOISE)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return packed.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
