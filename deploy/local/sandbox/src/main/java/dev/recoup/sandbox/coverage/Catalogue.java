package dev.recoup.sandbox.coverage;

import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.pricing.AgreedPrices;
import dev.recoup.sandbox.pricing.Tiers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The agencies, where each of them collects, what it demands, the pricing zones and the prices agreed apart from the
 * price list (guide 9, 10 and 27).
 */
public final class Catalogue {

    private static final Set<DebtorKind> BOTH = Set.copyOf(EnumSet.allOf(DebtorKind.class));

    /** States in which nobody collects; Florida has an agency of its own. */
    private static final Set<String> STATES_APART = Set.of("AK", "HI", "FL");

    /**
     * An agency in a place, as coverage lists it.
     *
     * @param partner the agency
     * @param conditions when it takes a case, in words
     */
    public record Offer(CollectionPartner partner, String conditions) {}

    private final Map<UUID, CollectionPartner> partners = new LinkedHashMap<>();
    private final Map<UUID, Set<CollectionPartner.Demand>> demands = new HashMap<>();
    private final Set<UUID> inactive = new HashSet<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Zone> zones = new TreeMap<>();
    private final AgreedPrices agreed = new AgreedPrices();

    /** Starts with the agencies and zones that the sandbox knows out of the box. */
    public Catalogue() {
        reset();
    }

    /** Returns to the agencies and zones that the sandbox knows out of the box, without agreed prices. */
    public void reset() {
        partners.clear();
        demands.clear();
        inactive.clear();
        rules.clear();
        zones.clear();
        agreed.clear();
        addOrdinary();
        addDemanding();
        addZones();
    }

    private void addOrdinary() {
        CollectionPartner norden = partner("Norden Inkasso", "DK");
        rule(norden, BOTH, "0", "DK", "SE", "NO", "IS", "EE", "LV", "LT");
        rule(norden, Set.of(DebtorKind.COMPANY), "0", "FI");
        CollectionPartner continental = partner("Continental Recovery", "DE");
        rule(continental, BOTH, "0", "AT", "BG", "CY", "CZ", "DE", "FR", "GR", "HR", "LI", "LU", "MT", "NL");
        rule(continental, BOTH, "0", "PL", "PT", "RO", "SI", "SK");
        rule(continental, Set.of(DebtorKind.COMPANY), "0", "CH", "HU");
        rule(partner("Helvetia Forderungen", "CH"), Set.of(DebtorKind.PERSON), "0", "CH");
        rule(partner("Duna Behajtas", "HU"), Set.of(DebtorKind.PERSON), "500", "HU");
        CollectionPartner overseas = partner("Overseas Collections", "US");
        rule(overseas, BOTH, "0", "CA", "NZ", "SG", "JP", "ZA", "BR", "MX");
        rule(
                overseas,
                BOTH,
                "0",
                UsState.all().stream()
                        .map(UsState::code)
                        .filter(code -> !STATES_APART.contains(code))
                        .map(code -> "US-" + code)
                        .toArray(String[]::new));
    }

    private void addDemanding() {
        CollectionPartner.Demand power = CollectionPartner.Demand.POWER_OF_ATTORNEY;
        rule(partner("Flandria Incasso", "BE", power), BOTH, "0", "BE");
        rule(partner("Iberia Cobros", "ES", power), BOTH, "0", "ES");
        rule(partner("Sunshine Ledger Recovery", "US", power), BOTH, "0", "US-FL");
        rule(
                partner("Gulf Receivables", "AE", power, CollectionPartner.Demand.KYC),
                Set.of(DebtorKind.COMPANY),
                "1000",
                "AE");
    }

    private void addZones() {
        CollectionPartner.Demand power = CollectionPartner.Demand.POWER_OF_ATTORNEY;
        CollectionPartner.Demand kyc = CollectionPartner.Demand.KYC;
        zone("GB", partner("Thames Receivables", "GB", kyc), Zone.Appendix.NONE, tier("5000", "14", "14"));
        zone(
                "IE",
                partner("Emerald Recovery", "IE"),
                Zone.Appendix.NEEDED,
                tier("1000", "18", "22"),
                tier("20000", "12", "15"));
        zone("IT", partner("Tiber Recupero", "IT", power), Zone.Appendix.NEEDED, tier("2500", "16", "19"));
        zone(
                "AU",
                partner("Southern Cross Collections", "AU", power, kyc),
                Zone.Appendix.NEEDED,
                tier("3000", "17.5", "20"));
    }

    private CollectionPartner partner(String name, String country, CollectionPartner.Demand... wanted) {
        CollectionPartner partner = CollectionPartner.of(name, country);
        partners.put(partner.id(), partner);
        demands.put(partner.id(), Set.copyOf(Arrays.asList(wanted)));
        return partner;
    }

    private void rule(CollectionPartner partner, Set<DebtorKind> kinds, String fromUsd, String... places) {
        rules.add(new Rule(partner, Set.of(places), kinds, new BigDecimal(fromUsd)));
    }

    private static Tiers.Tier tier(String fromUsd, String young, String old) {
        return new Tiers.Tier(new BigDecimal(fromUsd), new BigDecimal(young), new BigDecimal(old));
    }

    private void zone(String country, CollectionPartner partner, Zone.Appendix appendix, Tiers.Tier... tiers) {
        zones.put(country, new Zone(country, partner, new Tiers(List.of(tiers)), appendix));
    }

    /** Returns the prices agreed apart from the price list. */
    public AgreedPrices agreed() {
        return agreed;
    }

    /** Returns all agencies, active or not. */
    public Collection<CollectionPartner> partners() {
        return partners.values();
    }

    /** Finds an agency by its id. */
    public Optional<CollectionPartner> partner(UUID id) {
        return Optional.ofNullable(partners.get(id));
    }

    /** Finds an agency by its id or its trade name. */
    public Optional<CollectionPartner> partner(String idOrName) {
        return partners.values().stream()
                .filter(partner -> partner.id().toString().equalsIgnoreCase(idOrName)
                        || partner.name().equalsIgnoreCase(idOrName))
                .findFirst();
    }

    /** Returns what an agency wants beside the collection agreement. */
    public Set<CollectionPartner.Demand> demands(CollectionPartner partner) {
        return demands.getOrDefault(partner.id(), Set.of());
    }

    /** Tells whether an agency wants something. */
    public boolean demands(CollectionPartner partner, CollectionPartner.Demand demand) {
        return demands(partner).contains(demand);
    }

    /** Changes what an agency wants; cases that exist are left alone. */
    public void demand(CollectionPartner partner, Set<CollectionPartner.Demand> wanted) {
        demands.put(partner.id(), Set.copyOf(wanted));
    }

    /** Returns whether an agency takes new cases. */
    public CollectionPartner.Status status(CollectionPartner partner) {
        return inactive.contains(partner.id()) ? CollectionPartner.Status.INACTIVE : CollectionPartner.Status.ACTIVE;
    }

    /** Changes whether an agency takes new cases. */
    public void status(CollectionPartner partner, CollectionPartner.Status next) {
        switch (next) {
            case ACTIVE -> inactive.remove(partner.id());
            case INACTIVE -> inactive.add(partner.id());
        }
    }

    /** Returns all pricing zones, by country code. */
    public Collection<Zone> zones() {
        return zones.values();
    }

    /** Finds the pricing zone of a debtor's country, given by its alpha-2 code; a zone without its agency is none. */
    public Optional<Zone> zone(String country) {
        return Optional.ofNullable(zones.get(country)).filter(zone -> isActive(zone.partner()));
    }

    /** Makes a pricing zone, or changes the one that the country has. */
    public void zone(Zone zone) {
        zones.put(zone.country(), zone);
    }

    /** Ends a country's pricing zone: its cases go where the ordinary rules send them. */
    public void endZone(String country) {
        zones.remove(country.toUpperCase(Locale.ROOT));
    }

    private boolean isActive(CollectionPartner partner) {
        return status(partner) == CollectionPartner.Status.ACTIVE;
    }

    private Stream<Rule> rules(Jurisdiction place) {
        return rules.stream().filter(rule -> rule.isAbout(place) && isActive(rule.partner()));
    }

    /**
     * Finds the agency for a case: a pricing zone takes everything, otherwise the first that fits.
     *
     * @param place where the debtor is
     * @param kind what the debtor is
     * @param principalUsd the principal in USD
     */
    public Optional<CollectionPartner> route(Jurisdiction place, DebtorKind kind, BigDecimal principalUsd) {
        return zone(place.country().alpha2()).map(Zone::partner).or(() -> rules(place)
                .filter(rule -> rule.takes(kind, principalUsd))
                .map(Rule::partner)
                .findFirst());
    }

    /** Tells whether an agency collects in a place at all, under whatever conditions. */
    public boolean covers(CollectionPartner partner, Jurisdiction place) {
        return offers(place).stream().anyMatch(offer -> offer.partner().equals(partner));
    }

    /** Returns the agencies of a place; empty where nobody collects. */
    public List<Offer> offers(Jurisdiction place) {
        return zone(place.country().alpha2())
                .map(zone -> List.of(new Offer(zone.partner(), "All cases")))
                .orElseGet(() -> rules(place)
                        .map(rule -> new Offer(rule.partner(), rule.conditions()))
                        .toList());
    }

    /** Returns every place in which somebody collects, in the order of country and state names. */
    public List<Jurisdiction> covered() {
        return Arrays.stream(Locale.getISOCountries())
                .flatMap(code -> Country.ofCode(code).stream())
                .sorted(Comparator.comparing(Country::name))
                .flatMap(Catalogue::places)
                .filter(place -> !offers(place).isEmpty())
                .toList();
    }

    private static Stream<Jurisdiction> places(Country country) {
        return Jurisdiction.isByState(country)
                ? UsState.all().stream().map(state -> new Jurisdiction(country, Optional.of(state)))
                : Stream.of(Jurisdiction.of(country));
    }
}
