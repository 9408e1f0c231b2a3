package dev.recoup.sandbox.clients;

import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where the hosted pages are; the address is known once they listen (guide 15). */
public final class SigningUrls {

    /** Path of the first page of an onboarding, before the id. */
    public static final String COMPANY_DETAILS = "/companydetails/";

    /** The same in its longer form. */
    public static final String LONG_COMPANY_DETAILS = "/onboarding" + COMPANY_DETAILS;

    /** Path of the page that signs the agreement's new version, before the id. */
    public static final String UPGRADE = "/ContractUpgrade/Sign/";

    /** Path of the page that signs an agency's power of attorney, before the id. */
    public static final String POWER_OF_ATTORNEY = "/PowerOfAttorney/Sign/";

    /** Path of the page that signs a country's pricing appendix, before the id. */
    public static final String PRICING_APPENDIX = "/PricingAppendix/Sign/";

    /** Path of the form for a director's data, before the id. */
    public static final String KYC = "/Kyc/";

    /** Path of the page that walks through all open signatures. */
    public static final String COMBINED = "/Signing/PendingContracts";

    /** Path of the page on which an existing client answers a link request. */
    public static final String APPROVAL = "/ReferralPartner/Approve";

    /** Path of signed documents, before the id. */
    public static final String TERMS = "/Terms/";

    private static final int LONGEST_RETURN_URL = 2048;

    /** Name of the parameter that says until when an address can be entered. */
    public static final String END = "until";

    private static final Duration LIFETIME = Duration.ofDays(1);

    private final VirtualClock clock;
    private final Unknowns unknowns;
    private final Map<String, Instant> ends = new HashMap<>();
    private String base = "";

    /** Starts without an address. */
    public SigningUrls(VirtualClock clock, Unknowns unknowns) {
        this.clock = clock;
        this.unknowns = unknowns;
    }

    /** Says where the pages listen, for example {@code http://127.0.0.1:8092}. */
    public void base(String address) {
        base = address;
    }

    /** Returns the absolute address of a path on the pages. */
    public String absolute(String path) {
        return base + path;
    }

    /** Returns the page that a client must visit now; empty when its agreement is signed. */
    public Optional<String> onboarding(Link link) {
        return agreement(new Doorway.WhiteLabel(link));
    }

    /** Returns the page on which the collection agreement is signed; empty when it is signed and current. */
    public Optional<String> agreement(Doorway door) {
        return switch (door.signer().agreement()) {
            case UNSIGNED ->
                Optional.of(limited(
                        page(door, unknowns.choose(Unknown.FIRST_PAGE_PATH, COMPANY_DETAILS, LONG_COMPANY_DETAILS))));
            case OUTDATED -> Optional.of(limited(page(door, UPGRADE)));
            case SIGNED -> Optional.empty();
        };
    }

    /** Returns the form for a director's data. */
    public String kyc(Doorway door) {
        return page(door, KYC);
    }

    /** Returns where a signed document can be read, as PDF. */
    public String terms(Doorway door, String document) {
        return page(door, TERMS) + "/" + document + ".pdf";
    }

    /** Gives an address a day to live, and the same day until it is over. */
    private String limited(String url) {
        return switch (unknowns.of(Unknown.SIGNING_URL_LIFETIME)) {
            case A -> url;
            case B -> {
                Instant end = ends.compute(
                        url,
                        (key, known) -> known != null && !isOver(known)
                                ? known
                                : clock.now().plus(LIFETIME));
                yield url + (url.contains("?") ? "&" : "?") + END + "=" + end.getEpochSecond();
            }
        };
    }

    private boolean isOver(Instant end) {
        return !clock.now().isBefore(end);
    }

    /** Tells whether an address that ends at a moment, in seconds of Unix time, can no longer be entered. */
    public boolean isOver(String end) {
        return end.matches("[0-9]{1,12}") && isOver(Instant.ofEpochSecond(Long.parseLong(end)));
    }

    /** Forgets which addresses were given out. */
    public void clear() {
        ends.clear();
    }

    private String page(Doorway door, String path) {
        return base + door.prefix() + path + door.id();
    }

    /** Returns the page of a case. */
    public String casePage(UUID caseId) {
        return base + "/cases/" + caseId;
    }

    /** Returns the page on which an existing client answers a link request. */
    public String approval(LinkRequest request) {
        return base + APPROVAL + "?token=" + request.token();
    }

    /** Returns the page on which an agency's power of attorney is signed. */
    public String powerOfAttorney(Doorway door, UUID partnerId) {
        return page(door, POWER_OF_ATTORNEY) + "?collectionPartnerId=" + partnerId;
    }

    /** Returns the page on which a country's pricing appendix is signed. */
    public String pricingAppendix(Doorway door, String country) {
        return page(door, PRICING_APPENDIX) + "?country=" + country;
    }

    /** Returns the page that walks through all open signatures. */
    public String combined(Doorway door) {
        return limited(base + door.prefix() + COMBINED + "?client=" + door.id());
    }

    /** Tells whether a return URL may be followed: absolute, http or https, free of control characters. */
    public static boolean isUsable(String returnUrl) {
        if (returnUrl.length() > LONGEST_RETURN_URL || returnUrl.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        try {
            URI uri = URI.create(returnUrl);
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
