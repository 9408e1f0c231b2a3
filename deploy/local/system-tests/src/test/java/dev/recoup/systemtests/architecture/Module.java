package dev.recoup.systemtests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A module of the project, as it was built. */
record Module(String name, Path folder) {

    /** The compiled main classes; at least one, since a rule about no classes always holds. */
    List<Path> classFiles() {
        Path classes = folder.resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new AssertionError(name + " is not built: there is no " + classes);
        }
        try (Stream<Path> files = Files.walk(classes)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            if (found.isEmpty()) {
                throw new AssertionError(name + " has no classes in " + classes);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JavaClasses classes() {
        return new ClassFileImporter().importPaths(classFiles());
    }

    /** Its description for Maven. */
    Pom pom() {
        return Pom.in(folder);
    }

    /** Versions of the class file format, of all classes; 61 is Java 17. */
    List<Integer> classFileVersions() {
        return classFiles().stream().map(Module::classFileVersion).distinct().toList();
    }

    private static int classFileVersion(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
