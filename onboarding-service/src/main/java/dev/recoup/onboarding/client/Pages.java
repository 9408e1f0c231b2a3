package dev.recoup.onboarding.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Debitura's pages with the platform's return address, so that a button leads the user back (guide 15). */
final class Pages {

    private static final String PARAMETER = "returnUrl=";

    private Pages() {}

    /** The page with the return address; empty when Debitura gave none, or text that is no URL. */
    static Optional<URI> of(String page, String returnUrl) {
        if (page == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(returnUrl == null ? page : appendTo(page, returnUrl)));
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    static String appendTo(String page, String returnUrl) {
        int fragmentAt = page.indexOf('#');
        String address = fragmentAt < 0 ? page : page.substring(0, fragmentAt);
        String fragment = fragmentAt < 0 ? "" : page.substring(fragmentAt);
        return address
                + separator(address)
                + PARAMETER
                + URLEncoder.encode(returnUrl, StandardCharsets.UTF_8)
                + fragment;
    }

    private static String separator(String address) {
        if (address.indexOf('?') < 0) {
            return "?";
        }
        return address.endsWith("?") || address.endsWith("&") ? "" : "&";
    }
}
