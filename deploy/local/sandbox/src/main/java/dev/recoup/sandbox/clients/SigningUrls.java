package dev.recoup.sandbox.clients;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Where the white-label pages are; the address is known once they listen. */
public final class SigningUrls {

    private static final int LONGEST_RETURN_URL = 2048;

    private String base = "";

    /** Says where the pages listen, for example {@code http://127.0.0.1:8092}. */
    public void base(String address) {
        base = address;
    }

    /** Returns the page that a client must visit now; empty when its agreement is signed. */
    public Optional<String> onboarding(Link link) {
        return switch (link.account().agreement()) {
            case UNSIGNED -> Optional.of(base + "/companydetails/" + link.id());
            case OUTDATED -> Optional.of(base + "/ContractUpgrade/Sign/" + link.id());
            case SIGNED -> Optional.empty();
        };
    }

    /** Returns the form for a director's data. */
    public String kyc(Link link) {
        return base + "/Kyc/" + link.id();
    }

    /** Returns the page of a case. */
    public String casePage(UUID caseId) {
        return base + "/cases/" + caseId;
    }

    /** Returns the page on which an existing client answers a link request. */
    public String approval(LinkRequest request) {
        return base + "/ReferralPartner/Approve?token=" + request.token();
    }

    /** Returns the page that walks through all open signatures; an unusable return URL is left out silently. */
    public String combined(Link link, Optional<String> returnUrl) {
        String url = base + "/Signing/PendingContracts?client=" + link.id();
        return returnUrl
                .filter(SigningUrls::isUsable)
                .map(target -> url + "&returnUrl=" + URLEncoder.encode(target, StandardCharsets.UTF_8))
                .orElse(url);
    }

    /** Tells whether a return URL may be followed: absolute, http or https, free of control characters. */
    public static boolean isUsable(String returnUrl) {
        if (returnUrl.length() > LONGEST_RETURN_URL || returnUrl.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        try {
            URI uri = URI.create(returnUrl);
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
