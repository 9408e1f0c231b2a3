package dev.recoup.sandbox.partner;

import java.util.Optional;

/** The one referral partner as far as its looks can change while the sandbox runs (guide 15). */
public final class Partner {

    /** Where the pages serve the partner's first logo. */
    public static final String LOGO_PATH = "/branding/logo.svg";

    private static final Branding FIRST =
            new Branding("Sandbox Platform", Optional.of(LOGO_PATH), "#F4F7FA", "#1B2733", "system-ui, sans-serif");

    private Branding branding = FIRST;

    /** Returns how the pages look. */
    public Branding branding() {
        return branding;
    }

    /** Changes how the pages look. */
    public void branding(Branding next) {
        branding = next;
    }

    /** Goes back to the first branding. */
    public void clear() {
        branding = FIRST;
    }
}
