package dev.recoup.testing.malformed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * A request that a receiver of webhooks must turn away: what is wrong with it, and its bytes.
 *
 * @param kind what is wrong
 * @param bytes what goes over the wire
 */
public record MalformedRequest(Kind kind, byte[] bytes) {

    private static final int USUAL_BODY = 400;

    /** What can be wrong with a request. */
    public enum Kind {
        NO_HTTP,
        METHOD_UNKNOWN,
        METHOD_NOT_ALLOWED,
        PATH_WITH_BROKEN_ESCAPES,
        VERSION_UNKNOWN,
        HEADER_WITHOUT_COLON,
        HEADER_WITH_CONTROL_CHARACTERS,
        HEADERS_TOO_LARGE,
        SIGNATURE_MISSING,
        SIGNATURE_OF_NOISE,
        SIGNATURE_WRONG,
        LENGTH_NOT_A_NUMBER,
        LENGTH_NEGATIVE,
        LENGTHS_THAT_DIFFER,
        LENGTH_TOO_LARGE,
        LENGTH_LONGER_THAN_THE_BODY,
        CHUNK_SIZE_NOT_A_NUMBER,
        CHUNKS_CUT_SHORT,
        CHUNKED_UNSIGNED,
        COMPRESSED_UNSIGNED,
        COMPRESSED_NOISE,
        ENCODING_UNKNOWN,
        BODY_NOT_TEXT;

        /** Says whether nobody can tell where the request ends, so that closing the connection is an answer, too. */
        public boolean hasNoEnd() {
            return switch (this) {
                case LENGTH_LONGER_THAN_THE_BODY, CHUNKS_CUT_SHORT, CHUNK_SIZE_NOT_A_NUMBER -> true;
                default -> false;
            };
        }
    }

    /** Makes a request of the given kind, different ones for different states of the generator. */
    public static MalformedRequest of(Kind kind, String path, Random random) {
        String post = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        byte[] noise = noise(random, 1 + random.nextInt(USUAL_BODY));
        String signature =
                "X-Debitura-Signature: t=" + System.currentTimeMillis() / 1000 + ",v1=" + hex(random, 64) + "\r\n";
        String length = "Content-Length: " + noise.length + "\r\n";
        return new MalformedRequest(
                kind,
                switch (kind) {
                    case NO_HTTP -> message(printable(random, 60) + "\r\n\r\n", noise);
                    case METHOD_UNKNOWN ->
                        message(post.replaceFirst("POST", "BREW" + random.nextInt(100)) + length + "\r\n", noise);
                    case METHOD_NOT_ALLOWED ->
                        message(
                                post.replaceFirst("POST", random.nextBoolean() ? "PUT" : "DELETE") + length + "\r\n",
                                noise);
                    case PATH_WITH_BROKEN_ESCAPES ->
                        message(
                                post.replaceFirst(" HTTP", "%" + (random.nextBoolean() ? "zz" : "f") + " HTTP") + length
                                        + "\r\n",
                                noise);
                    case VERSION_UNKNOWN ->
                        message(post.replaceFirst("HTTP/1.1", "HTTP/" + (3 + random.nextInt(7)) + ".7") + "\r\n");
                    case HEADER_WITHOUT_COLON ->
                        message(post + printable(random, 20) + "\r\n" + length + "\r\n", noise);
                    case HEADER_WITH_CONTROL_CHARACTERS ->
                        message(
                                post + "X-Debitura-Event: a" + (char) random.nextInt(9) + "b\r\n" + length + "\r\n",
                                noise);
                    case HEADERS_TOO_LARGE ->
                        message(post + "X-Filler: " + "x".repeat(70_000 + random.nextInt(1_000)) + "\r\n\r\n");
                    case SIGNATURE_MISSING -> message(post + length + "\r\n", noise);
                    case SIGNATURE_OF_NOISE ->
                        message(
                                post + "X-Debitura-Signature: " + printable(random, 80) + "\r\n" + length + "\r\n",
                                noise);
                    case SIGNATURE_WRONG -> message(post + signature + length + "\r\n", noise);
                    case LENGTH_NOT_A_NUMBER -> message(post + signature + "Content-Length: many\r\n\r\n", noise);
                    case LENGTH_NEGATIVE ->
                        message(post + signature + "Content-Length: -" + (1 + random.nextInt(999)) + "\r\n\r\n", noise);
                    case LENGTHS_THAT_DIFFER ->
                        message(
                                post + signature + length + "Content-Length: " + (noise.length + 1) + "\r\n\r\n",
                                noise);
                    case LENGTH_TOO_LARGE ->
                        message(post + signature + "Content-Length: " + (1L << (20 + random.nextInt(20))) + "\r\n\r\n");
                    case LENGTH_LONGER_THAN_THE_BODY ->
                        message(post + signature + "Content-Length: " + (noise.length + 100) + "\r\n\r\n", noise);
                    case CHUNK_SIZE_NOT_A_NUMBER ->
                        message(post + signature + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", noise);
                    case CHUNKS_CUT_SHORT ->
                        message(post + signature + "Transfer-Encoding: chunked\r\n\r\nfff\r\n", noise);
                    case CHUNKED_UNSIGNED ->
                        message(
                                post + signature + "Transfer-Encoding: chunked\r\n\r\n"
                                        + Integer.toHexString(noise.length) + "\r\n",
                                noise,
                                "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    case COMPRESSED_UNSIGNED -> {
                        byte[] body = gzip(noise);
                        yield message(
                                post + signature + "Content-Encoding: gzip\r\nContent-Length: " + body.length
                                        + "\r\n\r\n",
                                body);
                    }
                    case COMPRESSED_NOISE ->
                        message(post + signature + "Content-Encoding: gzip\r\n" + length + "\r\n", noise);
                    case ENCODING_UNKNOWN ->
                        message(
                                post + signature + "Content-Encoding: " + printable(random, 9) + "\r\n" + length
                                        + "\r\n",
                                noise);
                    case BODY_NOT_TEXT ->
                        message(
                                post + signature + "Content-Type: application/json; charset=utf-99\r\n" + length
                                        + "\r\n",
                                noise);
                });
    }

    private static byte[] message(String head, byte[]... rest) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        for (byte[] part : rest) {
            message.writeBytes(part);
        }
        return message.toByteArray();
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    /** Text that is neither empty nor blank and holds no colon. */
    private static String printable(Random random, int longest) {
        return random.ints(1 + random.nextInt(longest), 'A', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String hex(Random random, int length) {
        return random.ints(length, 0, 16)
                .mapToObj(Integer::toHexString)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
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
}
