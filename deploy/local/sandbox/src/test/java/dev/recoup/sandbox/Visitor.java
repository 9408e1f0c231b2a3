package dev.recoup.sandbox;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Somebody on the hosted pages who reads them as a browser does and fills in their forms. */
final class Visitor {

    private static final int MOST_STEPS = 20;
    private static final Map<String, String> MANNERS = Map.of(
            "signature", "Ida Berg",
            "address", "Elm Row 4",
            "zipCode", "20095",
            "city", "Hamburg",
            "directorFullName", "Ida Berg",
            "directorHomeAddress", "Elm Row 5",
            "directorDateOfBirth", "1979-11-02");

    private final RunningSandbox sandbox;
    private RunningSandbox.Reply reply;

    Visitor(RunningSandbox sandbox, String url) {
        this.sandbox = sandbox;
        open(url);
    }

    Visitor open(String url) {
        reply = sandbox.page("GET", absolute(url), Map.of());
        return this;
    }

    private String absolute(String url) {
        return url.startsWith("/") ? sandbox.pagesUrl() + url : url;
    }

    RunningSandbox.Reply reply() {
        return reply;
    }

    /** The page, which must be well-formed. */
    Document page() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(reply.text().getBytes(StandardCharsets.UTF_8)));
        } catch (Exception malformed) {
            throw new AssertionError("Not well-formed: " + reply.text(), malformed);
        }
    }

    String heading() {
        return all("h1").getFirst().getTextContent();
    }

    List<Element> all(String tag) {
        return elements(page().getElementsByTagName(tag));
    }

    static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            elements.add((Element) nodes.item(index));
        }
        return elements;
    }

    Optional<Element> byId(String id) {
        return all("*").stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst();
    }

    String code() {
        return byId("second-factor-code").orElseThrow().getTextContent();
    }

    /** Sends the page's first form: with what it holds, with good manners for empty fields, and with the entries. */
    Visitor submit(Map<String, String> entries) {
        Element form = all("form").getFirst();
        Map<String, String> filled = new HashMap<>();
        for (Element input : elements(form.getElementsByTagName("input"))) {
            String name = input.getAttribute("name");
            String value = input.getAttribute("value");
            filled.putIfAbsent(name, value.isEmpty() ? MANNERS.getOrDefault(name, "") : value);
        }
        filled.putAll(entries);
        reply = sandbox.page("POST", absolute(form.getAttribute("action")), filled);
        return this;
    }

    /** Does whatever the pages ask for, up to the first page without a form; returns their headings. */
    List<String> walk() {
        List<String> headings = new ArrayList<>(List.of(heading()));
        while (!all("form").isEmpty() && headings.size() < MOST_STEPS) {
            submit(Map.of());
            headings.add(heading());
        }
        return headings;
    }
}
