package dev.recoup.sandbox.coverage;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An agency that collects.
 *
 * @param id Debitura's id, the same in every run
 * @param name trade name
 * @param country alpha-2 code of the country that it is at home in
 */
public record CollectionPartner(UUID id, String name, String country) {

    /** What an agency wants from a creditor before it takes the first case, beside the collection agreement. */
    public enum Demand {
        /** A power of attorney, signed once per agency. */
        POWER_OF_ATTORNEY,
        /** A director's data, given once for all agencies (guide 10). */
        KYC
    }

    /** Whether an agency takes new cases. */
    public enum Status {
        /** It does. */
        ACTIVE,
        /** It was deactivated; cases that it has stay with it. */
        INACTIVE
    }

    static CollectionPartner of(String name, String country) {
        return new CollectionPartner(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), name, country);
    }

    /** Returns the office's e-mail address. */
    public String email() {
        return "office@" + host();
    }

    /** Returns the office's phone number. */
    public String phone() {
        return "+1 555 01" + Math.floorMod(id.hashCode(), 90) + "00";
    }

    /** Returns the public web site. */
    public String site() {
        return "https://www." + host();
    }

    private String host() {
        return name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + ".example";
    }
}
