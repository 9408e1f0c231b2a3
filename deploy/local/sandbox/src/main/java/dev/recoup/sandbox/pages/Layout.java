package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.partner.Branding;
import dev.recoup.sandbox.partner.Partner;
import java.util.Optional;

/** The frame of every page in the colours of whose page it is. */
record Layout(Branding branding) {

    /** Debitura's own creditor app. */
    static final Layout CREDITOR_APP = new Layout(new Branding(
            "Debitura", Optional.of("/app" + Partner.LOGO_PATH), "#EEF1F6", "#14213D", "system-ui, sans-serif"));

    private static final String STYLE = """
            :root { --back: %1$s; --front: %2$s; --press: %3$s; --pressed: %4$s; }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--back); color: var(--front); font-family: %5$s; font-size: 1.0625rem; \
            line-height: 1.5; }
            header, main, footer { max-width: 38rem; margin: 0 auto; padding: 0 1rem; }
            header { display: flex; align-items: center; gap: .75rem; padding: 1.5rem 1rem 1rem; font-size: 1.15rem; \
            font-weight: 600; }
            header img { height: 2.5rem; width: auto; }
            main { background: #fff; color: #1b2733; border: 1px solid #c3ccd5; border-radius: .6rem; padding: 1.75rem; \
            overflow-wrap: break-word; }
            footer { padding: 1rem; font-size: .9rem; }
            h1 { font-size: 1.65rem; line-height: 1.25; margin: 0 0 1rem; }
            h2 { font-size: 1.15rem; margin: 0 0 .5rem; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 0 1rem; }
            dt, label, legend, th { font-weight: 600; }
            dd, .long { margin: 0; overflow-wrap: anywhere; }
            table { border-collapse: collapse; width: 100%%; margin: 0 0 1rem; }
            th, td { text-align: left; padding: .4rem .5rem .4rem 0; border-bottom: 1px solid #c3ccd5; }
            fieldset { border: 0; margin: 0 0 1rem; padding: 0; }
            .choice { display: flex; gap: .6rem; align-items: baseline; padding: .5rem 0; }
            .choice label { font-weight: 400; }
            .field { margin: 0 0 1.1rem; }
            label { display: block; }
            .hint { margin: 0 0 .3rem; color: #46545f; font-size: .95rem; }
            .field input { display: block; font: inherit; color: #1b2733; background: #fff; border: 2px solid #5b6b7a; \
            border-radius: .35rem; padding: .5rem .65rem; width: 100%%; margin-top: .25rem; }
            .field input[name=code] { letter-spacing: .25em; max-width: 11rem; }
            .field input[type=date] { max-width: 13rem; }
            .field input[aria-invalid=true] { border-color: #a3001b; }
            .problem { margin: 0 0 .3rem; color: #a3001b; font-weight: 600; }
            .summary { border: 3px solid #a3001b; border-radius: .35rem; padding: 1rem 1rem 0; margin: 0 0 1.25rem; }
            .summary a { color: #a3001b; font-weight: 600; }
            .document { background: #f5f7f9; border: 1px solid #c3ccd5; border-radius: .35rem; padding: 1rem 1rem .25rem; \
            margin: 0 0 1.25rem; }
            .note { border-left: .3rem solid #5b6b7a; padding-left: .75rem; }
            .note output { font-weight: 600; letter-spacing: .15em; }
            .actions { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0 .5rem; }
            button, a.button { display: inline-block; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; \
            color: var(--pressed); background: var(--press); border: 2px solid var(--press); border-radius: .35rem; \
            padding: .6rem 1.5rem; min-height: 44px; }
            button.second { color: #1b2733; background: #fff; border-color: #5b6b7a; }
            main a { color: #0b4fb3; }
            main a.button { color: var(--pressed); }
            .position { margin: 0 0 .35rem; font-size: .95rem; color: #46545f; }
            .steps { display: flex; flex-wrap: wrap; gap: .35rem .5rem; list-style: none; margin: 0 0 1.5rem; padding: 0; \
            font-size: .95rem; }
            .steps li { border-bottom: .25rem solid #c3ccd5; padding: 0 .25rem .25rem 0; flex: 1 1 auto; color: #46545f; }
            .steps li.past { border-color: #5b6b7a; }
            .steps li[aria-current] { border-color: #1b2733; color: #1b2733; font-weight: 600; }
            :focus-visible { outline: 3px solid #0b4fb3; outline-offset: 3px; }
            """;

    /** A whole page; {@code position} tells which step of how many it is and may be empty. */
    String page(String title, String position, String content) {
        String where = position.isEmpty() ? title : title + " (" + position + ")";
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>%1$s - %2$s</title>
                %6$s
                <style>
                %3$s</style>
                </head>
                <body>
                <header>%4$s<span>%2$s</span></header>
                <main>
                %5$s</main>
                <footer>
                <p>Agreements are made with Debitura, who has claims collected by its collection partners. This is a sandbox: \
                nothing that is signed here binds anybody.</p>
                </footer>
                </body>
                </html>
                """.formatted(Html.escape(where), Html.escape(branding.name()), style(), logo(), content, icon());
    }

    private String icon() {
        return ownLogo()
                .map(address -> "<link rel=\"icon\" href=\"" + Html.escape(address) + "\"/>")
                .orElse("");
    }

    /** Only a logo on the pages' own host is shown: a page loads nothing from elsewhere. */
    private Optional<String> ownLogo() {
        return branding.logo().filter(address -> address.startsWith("/") && !address.startsWith("//"));
    }

    private String logo() {
        return ownLogo()
                .map(address -> "<img src=\"" + Html.escape(address) + "\" alt=\"\"/>")
                .orElse("");
    }

    private String style() {
        String front = branding.readableFontColor();
        boolean darkFont = Branding.contrast(front, "#FFFFFF") >= Branding.contrast(branding.background(), "#FFFFFF");
        String press = darkFont ? front : branding.background();
        String pressed = darkFont ? branding.background() : front;
        return STYLE.formatted(branding.background(), front, press, pressed, branding.fontFamily());
    }

    /** A mark that stands for the partner: its initial on a disc. */
    String mark() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" role="img">
                <circle cx="20" cy="20" r="20" fill="%s"/>
                <text x="20" y="28" text-anchor="middle" font-family="sans-serif" font-weight="bold" font-size="22" fill="%s">%s\
                </text>
                </svg>
                """.formatted(
                        branding.readableFontColor(),
                        branding.background(),
                        Html.escape(branding.name().substring(0, 1)));
    }
}
