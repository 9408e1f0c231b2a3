package dev.recoup.debitura;

import java.util.Optional;

/**
 * One page that walks the client through everything still to be signed (guide 8).
 *
 * @param combinedSigningUrl the page, empty when nothing is open; short-lived, show it and fetch it anew when needed
 */
public record SigningHandoff(Optional<String> combinedSigningUrl) {}
