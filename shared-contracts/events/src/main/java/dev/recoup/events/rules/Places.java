package dev.recoup.events.rules;

import dev.recoup.events.refusals.RefusalCode;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries, US states and URLs. */
final class Places {
    private static final Map<String, String> COUNTRIES = countries();
    private static final Map<String, String> US_STATES = usStates();

    private Places() {}

    /** The code at that place if it is an ISO 3166-1 one; refused otherwise. */
    static Optional<String> countryCode(Findings findings, String pointer) {
        Optional<String> code = findings.text(pointer);
        if (code.isPresent() && !COUNTRIES.containsValue(code.get())) {
            findings.refuse(RefusalCode.COUNTRY_UNKNOWN, pointer);
            return Optional.empty();
        }
        return code;
    }

    /** The code of the country named at that place by code or English name; refused when there is none. */
    static Optional<String> countryCodeOrName(Findings findings, String pointer) {
        Optional<String> text = findings.text(pointer);
        Optional<String> code = text.flatMap(given -> COUNTRIES.containsValue(given)
                ? Optional.of(given)
                : Optional.ofNullable(COUNTRIES.get(given.strip().toLowerCase(Locale.ROOT))));
        if (text.isPresent() && code.isEmpty()) {
            findings.refuse(RefusalCode.COUNTRY_UNKNOWN, pointer);
        }
        return code;
    }

    /** Two letters, {@code US-CA} or the English name. */
    static boolean isUsState(String text) {
        String plain = text.strip().toUpperCase(Locale.ROOT);
        String code = plain.startsWith("US-") ? plain.substring(3) : plain;
        return US_STATES.containsKey(code) || US_STATES.containsValue(plain);
    }

    static void returnUrl(Findings findings, String pointer) {
        findings.text(pointer)
                .filter(text -> !isAbsoluteHttp(text))
                .ifPresent(text -> findings.refuse(RefusalCode.RETURN_URL_MALFORMED, pointer));
    }

    private static boolean isAbsoluteHttp(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && (uri.getScheme().equals("http") || uri.getScheme().equals("https"));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Map<String, String> countries() {
        Map<String, String> byName = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            byName.put(
                    new Locale.Builder()
                            .setRegion(code)
                            .build()
                            .getDisplayCountry(Locale.ENGLISH)
                            .toLowerCase(Locale.ROOT),
                    code);
        }
        // Names in common use beside the ones that the JDK knows
        byName.put("kosovo", "XK");
        byName.put("czech republic", "CZ");
        byName.put("czechia", "CZ");
        byName.put("turkey", "TR");
        byName.put("türkiye", "TR");
        byName.put("north macedonia", "MK");
        byName.put("great britain", "GB");
        byName.put("united states of america", "US");
        byName.put("hong kong", "HK");
        byName.put("macau", "MO");
        byName.put("bosnia and herzegovina", "BA");
        byName.put("the netherlands", "NL");
        byName.put("ivory coast", "CI");
        return Map.copyOf(byName);
    }

    private static Map<String, String> usStates() {
        String table = "AL=Alabama AK=Alaska AZ=Arizona AR=Arkansas CA=California CO=Colorado CT=Connecticut"
                + " DE=Delaware DC=District_of_Columbia FL=Florida GA=Georgia HI=Hawaii ID=Idaho IL=Illinois"
                + " IN=Indiana IA=Iowa KS=Kansas KY=Kentucky LA=Louisiana ME=Maine MD=Maryland MA=Massachusetts"
                + " MI=Michigan MN=Minnesota MS=Mississippi MO=Missouri MT=Montana NE=Nebraska NV=Nevada"
                + " NH=New_Hampshire NJ=New_Jersey NM=New_Mexico NY=New_York NC=North_Carolina ND=North_Dakota"
                + " OH=Ohio OK=Oklahoma OR=Oregon PA=Pennsylvania RI=Rhode_Island SC=South_Carolina"
                + " SD=South_Dakota TN=Tennessee TX=Texas UT=Utah VT=Vermont VA=Virginia WA=Washington"
                + " WV=West_Virginia WI=Wisconsin WY=Wyoming";
        Map<String, String> states = new HashMap<>();
        for (String entry : table.split(" ")) {
            String[] parts = entry.split("=");
            states.put(parts[0], parts[1].replace('_', ' ').toUpperCase(Locale.ROOT));
        }
        return Map.copyOf(states);
    }
}
