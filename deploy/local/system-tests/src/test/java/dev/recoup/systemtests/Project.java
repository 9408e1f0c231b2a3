package dev.recoup.systemtests;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project is that is looked at. */
public final class Project {

    private Project() {}

    /** The folder with the command line {@code recoup}, above the folder in which the tests run. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("recoup"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new AssertionError(
                        "The project is not above " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }
}
