package dev.recoup.sandbox.pages;

import dev.recoup.sandbox.partner.Branding;

/** Builds the pages' HTML; every text that is not ours is escaped. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String page(String title, String content) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s - %2$s</title>
                <style>
                body { background: %3$s; color: %4$s; font-family: %5$s; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
                label { display: block; margin-top: 1rem; }
                input { font: inherit; padding: .4rem; width: 100%%; box-sizing: border-box; }
                button { font: inherit; margin-top: 1.5rem; padding: .5rem 1.5rem; }
                [role=alert] { border-left: .3rem solid #b00020; padding-left: .7rem; }
                </style>
                </head>
                <body>
                <main>
                <p>%2$s</p>
                <h1>%1$s</h1>
                %6$s
                </main>
                </body>
                </html>
                """.formatted(
                        escape(title),
                        escape(Branding.NAME),
                        Branding.BACKGROUND,
                        Branding.FONT_COLOR,
                        Branding.FONT_FAMILY,
                        content);
    }
}
