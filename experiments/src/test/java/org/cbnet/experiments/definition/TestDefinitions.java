package org.cbnet.experiments.definition;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A definition to alter, and the product's own bundles. */
final class TestDefinitions {
  static final Path MODELS = Path.of("../models");

  /** Is read as it stands. */
  static final String GOOD =
      """
      name: test
      question: Is it so?
      data-sets: [fashion-mnist]
      arms:
        - edge-full
        - name: early
          strategy: early-exit
          bundle: branchynet-tuned
          threshold-nats: 0.3
        - cbnet@margin
      baseline: edge-full
      schedule:
        jvms: 9
        sessions: 3
      hypotheses:
        - id: faster
          claim: faster
          arm: cbnet@margin
          margin: 1.5
      """;

  private TestDefinitions() {}

  static Path file(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("test.yaml"), text);
  }

  static Definition read(Path folder, String text) throws IOException, DefinitionException {
    return new DefinitionReader(MODELS).read(file(folder, text));
  }

  /** What a definition is refused for; the folder is left out of it. */
  static List<String> problems(Path folder, String text, Path models) throws IOException {
    Path yaml = file(folder, text);
    AtomicReference<List<String>> problems = new AtomicReference<>();
    assertThatThrownBy(() -> new DefinitionReader(models).read(yaml))
        .isInstanceOfSatisfying(
            DefinitionException.class, refused -> problems.set(refused.problems()));
    return problems.get().stream().map(line -> line.replace(yaml.toString(), "test.yaml")).toList();
  }
}
