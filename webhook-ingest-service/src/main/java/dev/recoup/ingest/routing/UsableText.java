package dev.recoup.ingest.routing;

/**
 * Tells identifiers that a database key, a record key and a header can hold from text that only claims to be one.
 *
 * <p>PostgreSQL stores no NUL and indexes no long values, UTF-8 knows no lone surrogates: taking such text for an id
 * would make a signed body fail for its content, at every attempt.
 */
final class UsableText {

    private static final int LONGEST = 200;

    private UsableText() {}

    static boolean isUsable(String text) {
        return text.length() <= LONGEST && text.codePoints().noneMatch(UsableText::isUnusable);
    }

    private static boolean isUnusable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
