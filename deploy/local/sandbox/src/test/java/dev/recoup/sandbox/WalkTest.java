package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The tables that say which test shows which behaviour of Debitura name tests that are there. */
class WalkTest {

    private static final Path TABLES = Path.of("../../../docs/walk");
    private static final Pattern REFERENCE = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern REASON = Pattern.compile("cannot be played: \\w[\\w ,]{15,}");

    private static Stream<String> rows() throws IOException {
        try (Stream<Path> files = Files.list(TABLES)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .flatMap(file -> linesOf(file).stream())
                    .filter(line -> line.startsWith("|"))
                    .toList()
                    .stream();
        }
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> missing(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .filter(named -> !isThere(named))
                .map(MatchResult::group);
    }

    private static boolean isThere(MatchResult named) {
        try {
            Class<?> type = Class.forName(WalkTest.class.getPackageName() + "." + named.group(1));
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getName().equals(named.group(2)))
                    .anyMatch(method -> AnnotationSupport.isAnnotated(method, Testable.class));
        } catch (ClassNotFoundException unknown) {
            return false;
        }
    }

    private static boolean saysHowItIsShown(String row) {
        String shownBy = row.substring(row.lastIndexOf('|', row.length() - 2));
        return REFERENCE.matcher(shownBy).find() || REASON.matcher(shownBy).find();
    }

    @Test
    void every_test_that_a_table_names_is_there() throws IOException {
        assertThat(rows().flatMap(row -> REFERENCE.matcher(row).results())).hasSizeGreaterThan(100);
        assertThat(rows().flatMap(WalkTest::missing)).isEmpty();
    }

    @Test
    void every_row_names_a_test_or_says_why_it_cannot_be_played() throws IOException {
        assertThat(rows().filter(row -> row.matches("\\| ?[S0-9].*")).filter(row -> !saysHowItIsShown(row)))
                .isEmpty();
    }

    @Test
    void a_name_that_is_made_up_is_found() {
        assertThat(missing("| 3 | a | `WalkTest.a_name_that_is_made_up_is_found` |"))
                .isEmpty();
        assertThat(missing("| 3 | b | `WalkTest.no_such_test`, `NoSuchTest.at_all`, `WalkTest.isThere` |"))
                .containsExactly("`WalkTest.no_such_test`", "`NoSuchTest.at_all`", "`WalkTest.isThere`");
        assertThat(saysHowItIsShown("| 3 | c | |")).isFalse();
        assertThat(saysHowItIsShown("| 3 | d | — `Clients` |")).isFalse();
        assertThat(saysHowItIsShown("| 3 | e | not played |")).isFalse();
        assertThat(saysHowItIsShown("| 3 | f | cannot be played: no |")).isFalse();
        assertThat(saysHowItIsShown("| 3 | g | cannot be played: people decide when they pay |"))
                .isTrue();
    }
}
