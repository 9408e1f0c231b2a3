package dev.recoup.sandbox.cases;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An agency that collects.
 *
 * @param id Debitura's id
 * @param name trade name
 * @param email office e-mail
 * @param diligence whether it must know a director of the creditor
 * @param countries alpha-2 codes of the debtors' countries that it works in
 */
public record CollectionPartner(UUID id, String name, String email, Diligence diligence, Set<String> countries) {

    /** Whether an agency must know who stands behind a creditor (guide 10). */
    public enum Diligence {
        /** A contract is enough. */
        NONE,
        /** It takes no case without a director's data. */
        KYC
    }

    private static final List<CollectionPartner> ALL = List.of(
            of(
                    "Norden Inkasso",
                    "office@norden-inkasso.example",
                    Set.of("DK", "SE", "NO", "FI", "IS", "EE", "LV", "LT")),
            of(
                    "Continental Recovery",
                    "office@continental-recovery.example",
                    Set.of(
                            "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "ES", "FR", "GR", "HR", "HU", "IE", "IT", "LI",
                            "LU", "MT", "NL", "PL", "PT", "RO", "SI", "SK")),
            new CollectionPartner(
                    idOf("Thames Receivables"),
                    "Thames Receivables",
                    "office@thames-receivables.example",
                    Diligence.KYC,
                    Set.of("GB")),
            of(
                    "Overseas Collections",
                    "office@overseas-collections.example",
                    Set.of("US", "CA", "AU", "NZ", "SG", "JP", "ZA", "BR", "MX", "AE")));

    private static CollectionPartner of(String name, String email, Set<String> countries) {
        return new CollectionPartner(idOf(name), name, email, Diligence.NONE, countries);
    }

    private static UUID idOf(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns all agencies. */
    public static List<CollectionPartner> all() {
        return ALL;
    }

    /** Finds the agency for a debtor's country; empty where nobody collects. */
    public static Optional<CollectionPartner> forCountry(String alpha2) {
        return ALL.stream()
                .filter(partner -> partner.countries().contains(alpha2))
                .findFirst();
    }

    static Optional<CollectionPartner> byId(UUID id) {
        return ALL.stream().filter(partner -> partner.id().equals(id)).findFirst();
    }
}
