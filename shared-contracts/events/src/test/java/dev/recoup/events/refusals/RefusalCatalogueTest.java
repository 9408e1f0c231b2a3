package dev.recoup.events.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalCatalogueTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "refusal-codes.md");
    private static final String HEAD = """
            # Refusal codes

            Why a request was refused, on `collections.case-status.v1`, `collections.client-status.v1` and in the headers of
            dead letters. The list is open: treat a code that you do not know like `REFUSED_BY_DEBITURA`. A field is a JSON
            pointer into the request, `*` stands for an index or a rest; inside an onboarding request the fields of a case
            begin with `/cases/<index>`.

            This page is generated from `RefusalCode`; `./recoup test` fails when it is stale, and
            `-Drecoup.docs.rewrite=true` rewrites it.

            | code | field | what is wrong | what to do |
            |---|---|---|---|
            """;

    @Test
    void the_page_shows_the_catalogue() throws IOException {
        String page = Arrays.stream(RefusalCode.values())
                .filter(code -> code != RefusalCode.UNKNOWN)
                .map(code ->
                        "| `" + code + "` | " + field(code) + " | " + code.message() + " | " + code.whatToDo() + " |\n")
                .collect(Collectors.joining("", HEAD, ""));
        if (Boolean.getBoolean("recoup.docs.rewrite")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("run with -Drecoup.docs.rewrite=true").content().isEqualTo(page);
    }

    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void every_code_says_what_is_wrong_and_what_to_do(RefusalCode code) {
        assertThat(code.message()).endsWith(".").doesNotContain("|");
        assertThat(code.whatToDo()).endsWith(".").doesNotContain("|");
        assertThat(Refusal.of(code, "/x")).isEqualTo(new Refusal(code, "/x", code.message(), code.whatToDo()));
    }

    private static String field(RefusalCode code) {
        return switch (code.field()) {
            case "" -> "the whole request";
            case "any" -> "any";
            default ->
                Arrays.stream(code.field().split(", "))
                        .map(pointer -> "`" + pointer + "`")
                        .collect(Collectors.joining(", "));
        };
    }
}
