package org.cbnet.experiments.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name must exist. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern CLASS = Pattern.compile("`(org\\.cbnet(?:\\.[a-z]+)+\\.[A-Z]\\w+)`");
  private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");

  @Test
  void everyRelativeLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        if (!Files.exists(document.resolveSibling(link.group(1)))) {
          broken.add(ROOT.relativize(document) + " -> " + link.group(1));
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void everyClassNamedInFullExists() throws IOException {
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (Path document : documents()) {
      Matcher named = CLASS.matcher(Files.readString(document));
      while (named.find()) {
        found++;
        if (!isClass(named.group(1))) {
          missing.add(ROOT.relativize(document) + ": " + named.group(1));
        }
      }
    }

    assertThat(found).isPositive();
    assertThat(missing).isEmpty();
  }

  @Test
  void everyModuleHasAReadmeThatTheArchitectureLinks() throws IOException {
    String architecture = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
    Matcher module = MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")));
    List<String> modules = new ArrayList<>();
    while (module.find()) {
      modules.add(module.group(1));
    }

    assertThat(modules).isNotEmpty();
    for (String name : modules) {
      assertThat(ROOT.resolve(name).resolve("README.md")).exists();
      assertThat(architecture).contains("(%s/README.md)".formatted(name));
    }
  }

  private static boolean isClass(String name) {
    try {
      Class.forName(name, false, DocumentsTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
          .toList();
    }
  }
}
