package dev.recoup.messaging.audit;

import dev.recoup.messaging.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Why an operator does something, in their own words; it must not hold personal data.
 *
 * @param text 3 to 500 characters
 */
public record Reason(String text) {

    /** The header in which callers say it. */
    public static final String HEADER = "Recoup-Reason";

    private static final int SHORTEST = 3;
    private static final int LONGEST = 500;

    /**
     * Reads the reason of a call.
     *
     * @throws WebApplicationException with a problem (400) if it is missing, too short or too long
     */
    public static Reason of(HttpHeaders headers) {
        return Optional.ofNullable(headers.getHeaderString(HEADER))
                .map(Reason::decoded)
                .map(String::strip)
                .filter(Reason::isUsable)
                .map(Reason::new)
                .orElseThrow(() -> Problem.exception(
                        Status.BAD_REQUEST,
                        "This call is audited: say why it is made in the header " + HEADER + ", " + SHORTEST + " to "
                                + LONGEST + " characters."));
    }

    private static boolean isUsable(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= SHORTEST && length <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    /** The server reads a header byte by byte; most callers write it in UTF-8. */
    private static String decoded(String header) {
        if (header.chars().anyMatch(character -> character > 0xff)) {
            return header;
        }
        byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException latin) {
            return header;
        }
    }
}
