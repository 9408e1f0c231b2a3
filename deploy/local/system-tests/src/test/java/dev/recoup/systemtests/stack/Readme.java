package dev.recoup.systemtests.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What README.md tells a reader about the demo. */
record Readme(List<String> lines) {

    static Readme in(Path folder) {
        try {
            return new Readme(Files.readAllLines(folder.resolve("README.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bullets of a section, one text each, without markup and however they are wrapped. */
    List<String> bullets(String section) {
        List<String> bullets = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith("#")) {
                inside = line.replaceFirst("^#+", "").strip().equalsIgnoreCase(section);
            } else if (inside && line.matches("[*-] .*")) {
                bullets.add(plain(line.substring(2)));
            } else if (inside && line.matches("\\s+\\S.*") && !bullets.isEmpty()) {
                bullets.add(bullets.removeLast() + " " + plain(line));
            }
        }
        return bullets.stream().map(text -> text.replaceFirst("[.;,]$", "")).toList();
    }

    private static String plain(String text) {
        return text.strip().replace("`", "").replaceAll("\\s+", " ");
    }
}
