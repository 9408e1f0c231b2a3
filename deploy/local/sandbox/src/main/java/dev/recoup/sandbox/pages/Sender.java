package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.clients.SigningUrls;
import dev.recoup.sandbox.partner.Partner;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Writes pages and redirections, with headers that keep everything foreign out. */
record Sender(Partner partner) {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    String platform() {
        return partner.branding().name();
    }

    Layout layout() {
        return new Layout(partner.branding());
    }

    void send(RoutingContext context, int status, String title, String content) {
        send(context, status, layout().page(title, "", "<h1>" + Html.escape(title) + "</h1>\n" + content));
    }

    static void send(RoutingContext context, int status, String page) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-store")
                .end(page);
    }

    void unknown(RoutingContext context) {
        send(
                context,
                404,
                "This link is not valid",
                Html.paragraph("It is unknown, or it is in use no more. Ask for a new one where you got it."));
    }

    /** Has the browser fetch another page, so that reloading it sends no form twice. */
    static void seeOther(RoutingContext context, String address) {
        context.response().setStatusCode(303).putHeader("Location", address).end();
    }

    /** Where the platform wants its user back; empty when it may not be followed. */
    static Optional<String> returnUrl(RoutingContext context) {
        return context.queryParam("returnUrl").stream()
                .filter(SigningUrls::isUsable)
                .findFirst();
    }
}
