package dev.recoup.events;

/** Headers from which no {@link EventMetadata} can be read; carries a code and a header name, never a header value. */
public final class MalformedMetadata extends RuntimeException {
    /** What is wrong with a header. */
    public enum Code {
        /** A required header is absent or empty. */
        HEADER_MISSING,
        /** A header's value does not have the form that its name promises, or is not UTF-8. */
        HEADER_MALFORMED,
        /** {@code ce_specversion} is not 1.0. */
        SPEC_VERSION_UNSUPPORTED,
        /** {@code ce_environment} is neither {@code test} nor {@code production}. */
        UNKNOWN_ENVIRONMENT,
        /** {@code ce_mode} is neither {@code live} nor {@code test}. */
        UNKNOWN_MODE
    }

    private final Code code;
    private final String header;

    MalformedMetadata(Code code, String header) {
        super(code + ": " + header);
        this.code = code;
        this.header = header;
    }

    /** What is wrong. */
    public Code code() {
        return code;
    }

    /** Name of the header that is wrong, for example {@code ce_id}. */
    public String header() {
        return header;
    }
}
