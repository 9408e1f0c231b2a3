package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static dev.recoup.sandbox.RunningSandbox.onboarding;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.partner.Branding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.w3c.dom.Element;

/** Every hosted page as somebody meets it who has a keyboard or a screen reader and no scripts. */
class PagesTest {

    private static final Set<String> NATIVE = Set.of("a", "button", "input");
    private static final Pattern COLOURS =
            Pattern.compile("--back: (#\\w{6}); --front: (#\\w{6}); --press: (#\\w{6}); --pressed: (#\\w{6});");

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @AfterEach
    void reset() {
        SANDBOX.control("/reset", "");
    }

    private static String onboardingUrl(String tenant, String cases) {
        return SANDBOX.referral("POST", "/clients", onboarding(tenant, tenant + "@a.example", cases))
                .json(202)
                .at("/onboardingLinks/url")
                .asText();
    }

    private static String approvalUrl(String tenant, String... emails) {
        for (String email : emails) {
            SANDBOX.control("/accounts", "{\"name\":\"%1$s ApS\",\"email\":\"%1$s\"}".formatted(email));
        }
        JsonNode conflict = SANDBOX.referral(
                        "POST",
                        "/clients",
                        onboarding(tenant, emails[0], "")
                                .replace("\"email\":\"" + emails[0], "\"email\":\"" + emails[emails.length - 1]))
                .json(409);
        return conflict.at("/data/onboardingLinks/url").asText();
    }

    private static void assertAccessible(Visitor visitor) {
        Element root = visitor.page().getDocumentElement();
        assertThat(root.getAttribute("lang")).isEqualTo("en");
        assertThat(visitor.all("title").getFirst().getTextContent()).contains(visitor.heading());
        assertThat(visitor.all("h1")).hasSize(1);
        assertThat(visitor.all("main")).hasSize(1);
        assertThat(visitor.all("script")).isEmpty();
        Set<String> labelled = visitor.all("label").stream()
                .map(label -> label.getAttribute("for"))
                .collect(Collectors.toSet());
        List<String> ids = visitor.all("*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        for (Element element : visitor.all("*")) {
            assertPlain(element);
            if (element.getTagName().equals("input")) {
                assertThat(labelled).contains(element.getAttribute("id"));
                assertThat(element.getAttribute("type")).isNotEqualTo("password");
                assertThat(element.getAttribute("autocomplete") + element.getAttribute("type"))
                        .isNotEmpty();
            }
            for (String described : element.getAttribute("aria-describedby").split(" ")) {
                assertThat(described.isEmpty() || ids.contains(described)).isTrue();
            }
            if (element.getTagName().equals("a") && element.getAttribute("href").startsWith("#")) {
                assertThat(ids).contains(element.getAttribute("href").substring(1));
            }
        }
        assertReadable(visitor.reply().text());
    }

    /** Only native controls take the focus, and nothing on the page runs or comes from elsewhere. */
    private static void assertPlain(Element element) {
        for (int index = 0; index < element.getAttributes().getLength(); index++) {
            String attribute = element.getAttributes().item(index).getNodeName();
            assertThat(attribute).doesNotStartWith("on").isNotEqualTo("tabindex");
            if (attribute.equals("src")) {
                assertThat(element.getAttribute("src")).startsWith("/");
            }
        }
        if (element.getTagName().equals("a")) {
            assertThat(element.getAttribute("href")).isNotEmpty();
        }
        if (Set.of("button", "link", "checkbox", "radio").contains(element.getAttribute("role"))) {
            assertThat(NATIVE).contains(element.getTagName());
        }
    }

    private static void assertReadable(String html) {
        Matcher colours = COLOURS.matcher(html);
        assertThat(colours.find()).isTrue();
        assertThat(Branding.contrast(colours.group(1), colours.group(2))).isGreaterThanOrEqualTo(4.5);
        assertThat(Branding.contrast(colours.group(3), colours.group(4))).isGreaterThanOrEqualTo(4.5);
    }

    private static void assertProblems(Visitor visitor, String... fields) {
        assertThat(visitor.reply().status()).isEqualTo(422);
        assertAccessible(visitor);
        assertThat(visitor.all("title").getFirst().getTextContent()).startsWith("Error: ");
        Element summary = visitor.all("div").stream()
                .filter(element -> element.getAttribute("role").equals("alert"))
                .findFirst()
                .orElseThrow();
        assertThat(Visitor.elements(summary.getElementsByTagName("a")))
                .extracting(link -> link.getAttribute("href").substring(1))
                .containsExactly(fields);
        for (String field : fields) {
            Element input = visitor.byId(field).orElseThrow();
            assertThat(input.getAttribute("aria-invalid")).isEqualTo("true");
            assertThat(input.getAttribute("aria-describedby")).contains(field + "-problem");
        }
    }

    @Test
    void every_page_of_an_onboarding_is_accessible_and_says_which_step_it_is() {
        Visitor visitor = new Visitor(SANDBOX, onboardingUrl("steps", claim("AU-1", "AU", "500", "")));

        assertAccessible(visitor);
        assertThat(visitor.reply().text()).contains("Step 1 of 6");
        assertProblems(visitor.submit(Map.of("address", "", "city", " ")), "address", "city");
        assertAccessible(visitor.submit(Map.of("address", "Elm Row 4", "city", "Hamburg")));
        assertThat(visitor.reply().text()).contains("Step 2 of 6");
        assertAccessible(visitor.submit(Map.of()));
        assertThat(visitor.reply().text()).contains("Step 3 of 6");
        assertProblems(
                visitor.submit(Map.of("directorFullName", "", "directorDateOfBirth", "2979-01-01")),
                "directorFullName",
                "directorDateOfBirth");
        assertAccessible(visitor.submit(Map.of("directorFullName", "Ida", "directorDateOfBirth", "1979-01-01")));
        assertThat(visitor.reply().text()).contains("Step 4 of 6", "Southern Cross Collections", "Debitura");
        assertProblems(visitor.submit(Map.of("signature", " ")), "signature");
        assertAccessible(visitor.submit(Map.of("signature", "Ida")));
        assertThat(visitor.reply().text()).contains("Step 5 of 6", "17.5&#160;%", "Debitura");
        assertProblems(visitor.submit(Map.of("signature", " ")), "signature");
        assertAccessible(visitor.submit(Map.of("signature", "Ida")));
        assertThat(visitor.reply().text()).contains("Step 6 of 6", "Debitura");
        assertProblems(visitor.submit(Map.of("code", "12", "signature", "")), "code", "signature");
        assertAccessible(visitor.submit(Map.of("code", visitor.code(), "signature", "Ida Berg")));
        assertThat(visitor.heading()).isEqualTo("Thank you, that is all");
    }

    @Test
    void what_is_typed_on_the_first_pages_is_kept() {
        String url = onboardingUrl("kept", "");
        Visitor visitor = new Visitor(SANDBOX, url).submit(Map.of("address", "Gate 7", "zipCode", "10115"));

        assertThat(SANDBOX.referral("/clients/kept")
                        .json(200)
                        .at("/client/address")
                        .asText())
                .isEqualTo("Gate 7");
        visitor.open(visitor.all("a").getFirst().getAttribute("href"));
        assertAccessible(visitor);
        assertProblems(visitor.submit(Map.of("name", "Bo Berg", "email", "kept@a.example")), "email");
        visitor.submit(Map.of("name", "Bo Berg", "email", "bo@kept.example"));
        assertThat(visitor.heading()).isEqualTo("Users");
        JsonNode users = SANDBOX.referral("/clients/kept").json(200).get("users");
        assertThat(users).extracting(user -> user.get("firstName").asText()).containsExactly("Ida", "Bo");
        assertThat(users).allSatisfy(user -> assertThat(user.get("id").isInt()).isTrue());
        assertThat(new Visitor(SANDBOX, url).byId("zipCode").orElseThrow().getAttribute("value"))
                .isEqualTo("10115");
    }

    @Test
    void a_company_is_connected_once() {
        String url = approvalUrl("one", "one@old.example");
        Visitor visitor = new Visitor(SANDBOX, url + "&returnUrl=https%3A%2F%2Fapp.example%2Fback");
        assertAccessible(visitor);
        assertThat(visitor.reply().text()).contains("one@old.example ApS");

        visitor.submit(Map.of("decision", "approve"));

        assertAccessible(visitor);
        assertThat(visitor.heading()).isEqualTo("Your account is connected");
        assertThat(visitor.all("a").getFirst().getAttribute("href")).isEqualTo("https://app.example/back");
        visitor.open(url);
        assertThat(visitor.reply().status()).isEqualTo(410);
        assertThat(visitor.heading()).isEqualTo("This link was already used");
        assertAccessible(visitor);
    }

    @Test
    void a_declined_link_says_so_and_is_spent() {
        String url = approvalUrl("no", "no@old.example");
        Visitor visitor = new Visitor(SANDBOX, url).submit(Map.of("decision", "decline"));

        assertThat(visitor.heading()).isEqualTo("You declined");
        assertAccessible(visitor);
        assertThat(visitor.open(url).heading()).isEqualTo("This link was already used");
    }

    @Test
    void a_link_past_its_deadline_has_expired_even_before_the_hourly_job_says_so() {
        SANDBOX.control("/link-requests", "{\"approvalTtlDays\":0}");
        String url = approvalUrl("late", "late@old.example");
        SANDBOX.control("/clock/advance", "{\"seconds\":" + (86400 - 60) + "}");
        assertThat(new Visitor(SANDBOX, url).heading()).isEqualTo("Connect your account");

        SANDBOX.control("/clock/advance", "{\"seconds\":61}");

        Visitor visitor = new Visitor(SANDBOX, url);
        assertThat(visitor.reply().status()).isEqualTo(410);
        assertThat(visitor.heading()).isEqualTo("This link has expired");
        assertAccessible(visitor);
        assertThat(SANDBOX.page("POST", url, Map.of("decision", "approve")).status())
                .isEqualTo(410);
    }

    @Test
    void several_companies_that_match_are_put_to_choice() {
        String url = approvalUrl("many", "first@old.example", "second@old.example");
        Visitor visitor = new Visitor(SANDBOX, url);
        assertThat(visitor.heading()).isEqualTo("Which company is it?");
        assertAccessible(visitor);
        List<String> companies = visitor.all("input").stream()
                .map(input -> input.getAttribute("value"))
                .toList();

        RunningSandbox.Reply unsaid = SANDBOX.page("POST", url, Map.of("decision", "approve"));
        assertThat(unsaid.status()).isEqualTo(422);
        assertThat(unsaid.text()).contains("Choose the company to connect");
        visitor.submit(Map.of("decision", "approve", "account", companies.get(1)));

        assertThat(visitor.heading()).isEqualTo("Your account is connected");
        assertThat(SANDBOX.referral("/clients/many").json(200).at("/client/id").asText())
                .isEqualTo(companies.get(1));
    }

    @Test
    void an_unknown_link_and_one_that_was_ended_lead_nowhere() {
        String url = onboardingUrl("ended", "");
        assertThat(SANDBOX.control("DELETE", "/clients/ended", "").status()).isEqualTo(200);

        for (String address : List.of(url, "/companydetails/none", "/nowhere", "/ReferralPartner/Approve?token=none")) {
            Visitor visitor = new Visitor(SANDBOX, address);
            assertThat(visitor.reply().status()).isEqualTo(404);
            assertThat(visitor.heading()).isEqualTo("This link is not valid");
            assertAccessible(visitor);
        }
    }

    @Test
    void pages_look_as_the_partner_says_and_stay_readable() {
        String url = onboardingUrl("look", "");
        SANDBOX.control(
                "/branding",
                "{\"shortName\":\"Gelb & Co\",\"backgroundColorCode\":\"#FFCC00\",\"fontColor\":\"#FFFFFF\",\"fontFamily\":\"Georgia, serif\"}");

        Visitor visitor = new Visitor(SANDBOX, url);

        assertAccessible(visitor);
        assertThat(visitor.reply().text())
                .contains("--back: #FFCC00; --front: #000000;", "font-family: Georgia, serif;", "Gelb &amp; Co");
        JsonNode me = SANDBOX.referral("/me").json(200);
        assertThat(me.get("fontColor").asText()).isEqualTo("#FFFFFF");
        assertThat(me.get("shortName").asText()).isEqualTo("Gelb & Co");
        assertThat(SANDBOX.page("GET", me.get("logoUrl").asText(), Map.of()).text())
                .contains("<svg");
        assertThat(SANDBOX.control("POST", "/branding", "{\"fontColor\":\"red\"}")
                        .status())
                .isEqualTo(422);
        assertThat(SANDBOX.control("POST", "/branding", "{\"fontFamily\":\"x;} body{display:none\"}")
                        .status())
                .isEqualTo(422);
    }
}
