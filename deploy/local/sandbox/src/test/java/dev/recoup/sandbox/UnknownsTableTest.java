package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnknownsTableTest {

    private static final int NUMBERS_OF_THE_GUIDE = 17;

    private static final Path DOCUMENT = Path.of("../../../docs/unknowns.md");

    private static List<String> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .toList();
    }

    private static String row(Unknown unknown) {
        return "| %s | `%s` | %s | %s | %s |"
                .formatted(
                        unknown.number(),
                        unknown.title(),
                        unknown.question(),
                        unknown.answer(Behaviour.A),
                        unknown.answer(Behaviour.B));
    }

    @Test
    void the_document_lists_every_switch_as_the_sandbox_has_it() throws IOException {
        List<String> switches =
                rows().stream().filter(line -> line.contains("| `")).toList();

        assertThat(switches)
                .containsExactlyElementsOf(Arrays.stream(Unknown.values())
                        .map(UnknownsTableTest::row)
                        .toList());
    }

    @Test
    void every_number_of_the_list_of_unknowns_is_a_switch_or_says_why_not() throws IOException {
        List<String> named = rows().stream()
                .map(line -> line.split("\\|")[1].trim().split(",")[0])
                .toList();

        assertThat(named)
                .containsAll(IntStream.rangeClosed(1, NUMBERS_OF_THE_GUIDE)
                        .mapToObj(Integer::toString)
                        .toList());
    }
}
