package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.Doorway;
import dev.recoup.sandbox.clients.SigningUrls;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Addresses between the pages, without the host. */
final class Addresses {

    static final String TEAM = "/users/";
    static final String COLLEAGUE = "/users/new/";
    static final String AGREEMENT = "/Agreement/Sign/";
    static final String DONE = "/Done/";

    private Addresses() {}

    static String of(Doorway door, Step step, Walk walk, Optional<String> returnUrl) {
        String page =
                switch (step) {
                    case Step.Company company -> path(door, SigningUrls.COMPANY_DETAILS);
                    case Step.Team team -> path(door, TEAM);
                    case Step.Colleague colleague -> path(door, COLLEAGUE);
                    case Step.Identity identity -> path(door, SigningUrls.KYC);
                    case Step.PowerOfAttorney(UUID partnerId) ->
                        with(path(door, SigningUrls.POWER_OF_ATTORNEY), "collectionPartnerId", partnerId.toString());
                    case Step.PricingAppendix(String country) ->
                        with(path(door, SigningUrls.PRICING_APPENDIX), "country", country);
                    case Step.Agreement agreement -> path(door, AGREEMENT);
                    case Step.Upgrade upgrade -> path(door, SigningUrls.UPGRADE);
                };
        return returning(with(page, "walk", walk.codes()), returnUrl);
    }

    static String done(Doorway door, Walk walk, Optional<String> returnUrl) {
        return returning(with(path(door, DONE), "walk", walk.codes()), returnUrl);
    }

    static String returning(String address, Optional<String> returnUrl) {
        return returnUrl.map(target -> with(address, "returnUrl", target)).orElse(address);
    }

    static String with(String address, String name, String value) {
        return address + (address.contains("?") ? "&" : "?") + name + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String path(Doorway door, String page) {
        return door.prefix() + page + door.id();
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
