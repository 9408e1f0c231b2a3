package dev.recoup.sandbox.webhooks;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which receiver addresses are taken (guide 11). */
public enum ReceiverRule {
    /** Debitura's: HTTPS on a public host, port 443 or 8443. */
    PUBLIC_ONLY,
    /** Also plain HTTP on this machine, any port. */
    PUBLIC_AND_LOOPBACK;

    private static final int NO_PORT = -1;
    private static final Set<Integer> PORTS = Set.of(NO_PORT, 443, 8443);
    private static final Set<String> METADATA_HOSTS = Set.of("metadata", "metadata.google.internal", "100.100.100.200");
    /** Private, link-local (cloud metadata among them), shared, unspecified, multicast and reserved IPv4 addresses. */
    private static final Pattern INNER_IPV4 = Pattern.compile("(0|10|127)\\..*|192\\.168\\..*|169\\.254\\..*"
            + "|172\\.(1[6-9]|2[0-9]|3[01])\\..*|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\..*"
            + "|(22[4-9]|2[3-5][0-9])\\..*");
    /** Loopback, unspecified, unique-local, link-local, multicast, and IPv4 addresses in disguise. */
    private static final Pattern INNER_IPV6 = Pattern.compile("\\[(::1?|f[cd].*|fe[89ab].*|ff.*|::.*|64:ff9b:.*)]");
    /** Spellings of an IPv4 address as one number, in octal or in hexadecimal. */
    private static final Pattern DISGUISED_IPV4 = Pattern.compile("[0-9]+|0x[0-9a-f]+|(0[0-9x][0-9a-f]*\\.).*");

    /** Tells whether a subscription may deliver there; names are not resolved. */
    boolean accepts(URI url) {
        if (url.getHost() == null) {
            return false;
        }
        String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (isLoopback(host)) {
            return this == PUBLIC_AND_LOOPBACK && Set.of("http", "https").contains(scheme);
        }
        return scheme.equals("https") && PORTS.contains(url.getPort()) && !isInner(host);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    }

    private static boolean isInner(String host) {
        return METADATA_HOSTS.contains(host)
                || host.endsWith(".localhost")
                || host.endsWith(".internal")
                || host.endsWith(".local")
                || INNER_IPV4.matcher(host).matches()
                || INNER_IPV6.matcher(host).matches()
                || DISGUISED_IPV4.matcher(host).matches();
    }
}
