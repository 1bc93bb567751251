package org.cbnet.experiments.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** CITATION.cff has what the Citation File Format 1.2.0 asks for, and names what we build on. */
class CitationTest {
  private static final Set<String> ENTITY = Set.of("name");
  private static final Set<String> PERSON = Set.of("given-names", "family-names");

  private static Map<String, Object> citation;

  @BeforeAll
  static void read() throws IOException {
    try (Reader reader = Files.newBufferedReader(Path.of("..", "CITATION.cff"))) {
      citation = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    }
  }

  @Test
  void hasTheRequiredKeys() {
    assertThat(citation)
        .containsEntry("cff-version", "1.2.0")
        .containsEntry("type", "software")
        .containsEntry("license", "Apache-2.0")
        .containsKeys("message", "title");
    assertAuthors(citation);
  }

  @Test
  void everyReferenceIsWhole() {
    assertThat(references())
        .allSatisfy(
            reference -> {
              assertThat(reference.get("type")).isIn("article", "conference-paper", "data");
              assertThat(reference.get("title")).isInstanceOf(String.class);
              assertThat(reference.keySet()).containsAnyOf("doi", "identifiers");
              assertAuthors(reference);
            });
  }

  @Test
  void namesTheWorksThatWeBuildOn() {
    assertThat(references().toString())
        .contains("Converting Autoencoder", "BranchyNet", "Gradient-based learning")
        .contains("Fashion-MNIST", "KMNIST");
  }

  @SuppressWarnings("unchecked") // YAML has no types
  private static List<Map<String, Object>> references() {
    return (List<Map<String, Object>>) citation.get("references");
  }

  @SuppressWarnings("unchecked") // YAML has no types
  private static void assertAuthors(Map<String, Object> work) {
    assertThat((List<Map<String, Object>>) work.get("authors"))
        .isNotEmpty()
        .allSatisfy(author -> assertThat((Object) author.keySet()).isIn(ENTITY, PERSON));
  }
}
