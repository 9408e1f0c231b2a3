package dev.recoup.sandbox.pages;

import java.util.Optional;
import java.util.UUID;

/** One page of a walk on which the visitor has something to do. */
sealed interface Step {

    /** The company says where it is. */
    record Company() implements Step {}

    /** Who may work with the claims. */
    record Team() implements Step {}

    /** One more member of the team. */
    record Colleague() implements Step {}

    /** A director's data (guide 10). */
    record Identity() implements Step {}

    /** The power of attorney of one agency. */
    record PowerOfAttorney(UUID partnerId) implements Step {}

    /** The appendix with a country's own prices (guide 27). */
    record PricingAppendix(String country) implements Step {}

    /** The first signature under the collection agreement. */
    record Agreement() implements Step {}

    /** A signature under the agreement's new version. */
    record Upgrade() implements Step {}

    /** How a walk's address names the step. */
    default String code() {
        return switch (this) {
            case Company company -> "company";
            case Team team -> "users";
            case Colleague colleague -> "colleague";
            case Identity identity -> "kyc";
            case PowerOfAttorney(UUID partnerId) -> "poa-" + partnerId;
            case PricingAppendix(String country) -> "jpa-" + country;
            case Agreement agreement -> "agreement";
            case Upgrade upgrade -> "upgrade";
        };
    }

    /** What the list of steps calls it. */
    default String label() {
        return switch (this) {
            case Company company -> "Company";
            case Team team -> "Users";
            case Colleague colleague -> "Users";
            case Identity identity -> "Identity";
            case PowerOfAttorney poa -> "Power of attorney";
            case PricingAppendix(String country) -> "Prices";
            case Agreement agreement -> "Agreement";
            case Upgrade upgrade -> "Agreement";
        };
    }

    /** Reads a {@link #code}; empty for anything else. */
    static Optional<Step> of(String code) {
        return switch (code) {
            case "company" -> Optional.of(new Company());
            case "users" -> Optional.of(new Team());
            case "kyc" -> Optional.of(new Identity());
            case "agreement" -> Optional.of(new Agreement());
            case "upgrade" -> Optional.of(new Upgrade());
            default -> {
                if (code.startsWith("poa-")) {
                    yield Addresses.uuid(code.substring(4)).map(PowerOfAttorney::new);
                }
                yield code.startsWith("jpa-") ? Optional.of(new PricingAppendix(code.substring(4))) : Optional.empty();
            }
        };
    }
}
