package dev.recoup.sandbox.partner;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How the partner's white-label pages look; {@code GET /me} shows the same values (guide 15).
 *
 * @param name name that the pages carry
 * @param logo address of the logo; empty when the name stands alone
 * @param background background colour, {@code #} and six hex digits
 * @param fontColor font colour, {@code #} and six hex digits
 * @param fontFamily CSS font list
 */
public record Branding(String name, Optional<String> logo, String background, String fontColor, String fontFamily) {

    /** What WCAG 2.2 demands between text and what lies behind it. */
    public static final double READABLE = 4.5;

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern FONTS = Pattern.compile("[A-Za-z0-9 ,'-]+");
    private static final String BLACK = "#000000";
    private static final String WHITE = "#FFFFFF";

    /** Checks that the colours are colours and that the fonts can stand in a style sheet. */
    public Branding {
        if (!COLOUR.matcher(background).matches() || !COLOUR.matcher(fontColor).matches()) {
            throw new IllegalArgumentException("A colour is # and six hex digits");
        }
        if (!FONTS.matcher(fontFamily).matches()) {
            throw new IllegalArgumentException("A font list has letters, digits, blanks, commas and dashes");
        }
    }

    /** Returns the font colour, or black or white where it could not be read on the background. */
    public String readableFontColor() {
        if (contrast(fontColor, background) >= READABLE) {
            return fontColor;
        }
        return contrast(BLACK, background) >= contrast(WHITE, background) ? BLACK : WHITE;
    }

    /**
     * Returns the contrast of two colours as WCAG 2.2 defines it, from 1 to 21.
     *
     * @param one {@code #} and six hex digits
     * @param other {@code #} and six hex digits
     */
    public static double contrast(String one, String other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        return IntStream.range(0, weights.length)
                .mapToDouble(index -> weights[index] * linear(colour.substring(1 + 2 * index, 3 + 2 * index)))
                .sum();
    }

    private static double linear(String hex) {
        double share = Integer.parseInt(hex.toLowerCase(Locale.ROOT), 16) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
