package org.cbnet.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/experiments-format.md} says is what the reader does. */
class FormatPageTest {
  private static final Path PAGE = Path.of("../docs/experiments-format.md");

  @TempDir private Path folder;

  @Test
  void theTableIsThatOfTheSchema() throws IOException {
    List<String> rows = new ArrayList<>();
    addRows("", new DefinitionSchema().rules(), rows);

    assertThat(Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")))
        .as("rows of keys; these are the right ones:%n%s", String.join("\n", rows))
        .isEqualTo(rows);
  }

  @Test
  void theExampleIsReadAndShowsEveryKey() throws Exception {
    String page = Files.readString(PAGE);
    String example = page.substring(page.indexOf("```yaml\n") + 8);
    example = example.substring(0, example.indexOf("```"));

    Definition definition = TestDefinitions.read(folder, example);

    assertThat(definition.hypotheses()).isNotEmpty();
    List<String> rows = new ArrayList<>();
    addRows("", new DefinitionSchema().rules(), rows);
    for (String row : rows) {
      String key = row.substring(3, row.indexOf('`', 3));
      assertThat(example).contains(key.substring(key.lastIndexOf('.') + 1) + ":");
    }
  }

  @Test
  void theReadyMadeOnesAreNamed() throws IOException {
    String page = Files.readString(PAGE);

    try (Stream<Path> files = Files.list(Path.of("definitions"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .isNotEmpty()
          .allMatch(name -> page.contains("../experiments/definitions/" + name));
    }
  }

  private static void addRows(String prefix, JsonNode rule, List<String> rows) {
    List<String> required = new ArrayList<>();
    rule.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> property : rule.path("properties").properties()) {
      JsonNode inner = property.getValue();
      String key = prefix + property.getKey();
      rows.add(
          "| `%s` | %s | %s | %s |"
              .formatted(
                  key,
                  value(inner),
                  required.contains(property.getKey()) ? "required" : preset(inner),
                  inner.required("description").asText()));
      boolean isList = inner.has("items");
      addRows(key + (isList ? "[]." : "."), isList ? inner.path("items") : inner, rows);
    }
  }

  private static String preset(JsonNode rule) {
    return rule.has("default") ? "`%s`".formatted(rule.path("default").toString()) : "";
  }

  private static String value(JsonNode rule) {
    List<String> choices = new ArrayList<>();
    rule.path("enum").forEach(choice -> choices.add("`%s`".formatted(choice.asText())));
    if (!choices.isEmpty()) {
      return String.join(", ", choices);
    }
    String kind = String.join(" or ", Kinds.of(rule)) + bounds(rule);
    return rule.has("items") ? "%s of: %s".formatted(kind, value(rule.path("items"))) : kind;
  }

  private static String bounds(JsonNode rule) {
    List<String> bounds = new ArrayList<>();
    Map<String, String> words =
        Map.of("minimum", "from ", "exclusiveMinimum", "above ", "maximum", "to ");
    for (String bound : List.of("minimum", "exclusiveMinimum", "maximum", "maxItems")) {
      if (rule.has(bound)) {
        bounds.add(words.getOrDefault(bound, "at most ") + rule.path(bound).asText());
      }
    }
    return bounds.isEmpty() ? "" : ", " + String.join(" ", bounds);
  }
}
