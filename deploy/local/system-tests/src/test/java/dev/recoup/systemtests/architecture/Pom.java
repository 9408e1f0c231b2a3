package dev.recoup.systemtests.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What a pom.xml declares by itself. */
record Pom(Path folder, Element project) {

    /** A declared dependency; its jar is on the class path unless another type is named. */
    record Dependency(String groupId, String artifactId, String scope, String type) {

        boolean isOnTheClassPathAtRunTime() {
            return type.equals("jar") && (scope.equals("compile") || scope.equals("runtime"));
        }
    }

    static Pom in(Path folder) {
        try {
            return new Pom(
                    folder,
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(folder.resolve("pom.xml").toFile())
                            .getDocumentElement());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError("No readable pom.xml in " + folder, e);
        }
    }

    String artifactId() {
        return text(project, "artifactId", "");
    }

    List<Dependency> dependencies() {
        return children(project, "dependencies")
                .flatMap(dependencies -> children(dependencies, "dependency"))
                .map(each -> new Dependency(
                        text(each, "groupId", ""),
                        text(each, "artifactId", ""),
                        text(each, "scope", "compile"),
                        text(each, "type", "jar")))
                .toList();
    }

    /** The modules at and below this folder that have code, in the order of the build. */
    Stream<Module> modules() {
        return text(project, "packaging", "jar").equals("pom")
                ? children(project, "modules")
                        .flatMap(modules -> children(modules, "module"))
                        .map(module -> folder.resolve(module.getTextContent().strip()))
                        .flatMap(module -> Pom.in(module).modules())
                : Stream.of(new Module(artifactId(), folder)).filter(module -> hasCode());
    }

    /** A module of nothing but tests is built after what it tests, and nothing can know it. */
    private boolean hasCode() {
        return Files.isDirectory(folder.resolve("src/main/java"));
    }

    private static String text(Element parent, String name, String absent) {
        return children(parent, name)
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElse(absent);
    }

    private static Stream<Element> children(Element parent, String name) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .mapToObj(index -> parent.getChildNodes().item(index))
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(name));
    }
}
