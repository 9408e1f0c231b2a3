package dev.recoup.onboarding.actions;

import dev.recoup.events.actions.ActionKind;
import java.net.URI;

/**
 * Something that a client's user has to do now.
 *
 * @param kind what to do
 * @param page where to do it
 */
public record Wanted(ActionKind kind, URI page) {}
