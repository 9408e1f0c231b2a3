package dev.recoup.sandbox.signing;

import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Document;
import dev.recoup.sandbox.clients.Doorway;
import dev.recoup.sandbox.clients.Signature;
import dev.recoup.sandbox.clients.SigningUrls;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.coverage.CollectionPartner.Demand;
import dev.recoup.sandbox.coverage.Zone;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who has to sign what, and where (guide 8, 10, 15 and 27). */
public final class Paperwork {

    private final Catalogue catalogue;
    private final SigningUrls urls;

    /** Reads the agencies' demands from {@code catalogue}. */
    public Paperwork(Catalogue catalogue, SigningUrls urls) {
        this.catalogue = catalogue;
        this.urls = urls;
    }

    /** Returns what a route asks for, signed or not, in the order in which it is signed. */
    public List<Paper> demanded(Route route) {
        List<Paper> papers = new ArrayList<>(List.of(new Paper.Agreement()));
        if (catalogue.demands(route.agency(), Demand.POWER_OF_ATTORNEY)) {
            papers.add(new Paper.PowerOfAttorney(route.agency()));
        }
        appendix(route.country()).ifPresent(zone -> papers.add(new Paper.PricingAppendix(zone)));
        if (catalogue.demands(route.agency(), Demand.KYC)) {
            papers.add(new Paper.Identity());
        }
        return papers;
    }

    private Optional<Zone> appendix(String country) {
        return catalogue.zone(country).filter(zone -> zone.appendix() == Zone.Appendix.NEEDED);
    }

    /** Returns what is open on a route, in the order agreement, power of attorney, appendix, identity. */
    public List<Paper> missing(Account account, Route route) {
        return demanded(route).stream()
                .filter(paper -> !isSettled(account, paper))
                .toList();
    }

    /** Tells whether a paper is signed in its current version, or handed in. */
    public static boolean isSettled(Account account, Paper paper) {
        return switch (paper) {
            case Paper.Agreement agreement -> account.agreement() == Account.Agreement.SIGNED;
            case Paper.PowerOfAttorney(CollectionPartner agency) ->
                account.isSigned(new Document.PowerOfAttorney(agency.id()));
            case Paper.PricingAppendix(Zone zone) -> account.isSigned(new Document.PricingAppendix(zone.country()));
            case Paper.Identity identity -> account.kyc().isPresent();
        };
    }

    /** Returns an agency's power of attorney, if it wants one. */
    public Optional<Paper> powerOfAttorney(CollectionPartner agency) {
        return Optional.of(agency)
                .filter(wanting -> catalogue.demands(wanting, Demand.POWER_OF_ATTORNEY))
                .map(Paper.PowerOfAttorney::new);
    }

    /** Returns the appendix of a country's pricing zone, if there is one to sign. */
    public Optional<Paper> pricingAppendix(String country) {
        return appendix(country).map(Paper.PricingAppendix::new);
    }

    /** Returns the signature under a paper that is no agreement and no identity; empty when there is none. */
    public static Optional<Signature> signature(Account account, Paper paper) {
        return switch (paper) {
            case Paper.PowerOfAttorney(CollectionPartner agency) ->
                account.signature(new Document.PowerOfAttorney(agency.id()));
            case Paper.PricingAppendix(Zone zone) -> account.signature(new Document.PricingAppendix(zone.country()));
            case Paper.Agreement agreement -> Optional.empty();
            case Paper.Identity identity -> Optional.empty();
        };
    }

    /** Returns the page that settles a paper; empty when it is settled. */
    public Optional<String> page(Doorway door, Paper paper) {
        if (isSettled(door.signer(), paper)) {
            return Optional.empty();
        }
        return switch (paper) {
            case Paper.Agreement agreement -> urls.agreement(door);
            case Paper.PowerOfAttorney(CollectionPartner agency) ->
                Optional.of(urls.powerOfAttorney(door, agency.id()));
            case Paper.PricingAppendix(Zone zone) -> Optional.of(urls.pricingAppendix(door, zone.country()));
            case Paper.Identity identity -> Optional.of(urls.kyc(door));
        };
    }

    /** Returns where a signed document can be read; empty while it is not signed. */
    public Optional<String> terms(Doorway door, Paper paper) {
        boolean signed =
                switch (paper) {
                    case Paper.Agreement agreement -> door.signer().agreement() != Account.Agreement.UNSIGNED;
                    case Paper.PowerOfAttorney power ->
                        signature(door.signer(), paper).isPresent();
                    case Paper.PricingAppendix appendix ->
                        signature(door.signer(), paper).isPresent();
                    case Paper.Identity identity -> false;
                };
        return signed ? Optional.of(urls.terms(door, name(paper))) : Optional.empty();
    }

    private static String name(Paper paper) {
        return switch (paper) {
            case Paper.Agreement agreement -> "agreement";
            case Paper.PowerOfAttorney(CollectionPartner agency) -> "poa-" + agency.id();
            case Paper.PricingAppendix(Zone zone) -> "jpa-" + zone.country();
            case Paper.Identity identity -> "kyc";
        };
    }

    /** Returns the page that walks through all that is open on a route, and on those of waiting cases. */
    public String combined(Doorway door, Route route, Optional<String> returnUrl) {
        String page =
                urls.combined(door) + "&collectionPartnerId=" + route.agency().id() + "&country=" + route.country();
        return returnUrl
                .filter(SigningUrls::isUsable)
                .map(target -> page + "&returnUrl=" + URLEncoder.encode(target, StandardCharsets.UTF_8))
                .orElse(page);
    }
}
