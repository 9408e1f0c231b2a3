package dev.recoup.sandbox.partner;

/** How the partner's white-label pages look. */
public final class Branding {

    /** Name that the pages carry. */
    public static final String NAME = "Sandbox Platform";

    /** Background, hex. */
    public static final String BACKGROUND = "#F4F7FA";

    /** Font colour, hex; readable on {@link #BACKGROUND}. */
    public static final String FONT_COLOR = "#1B2733";

    /** CSS font list. */
    public static final String FONT_FAMILY = "system-ui, sans-serif";

    private Branding() {}
}
