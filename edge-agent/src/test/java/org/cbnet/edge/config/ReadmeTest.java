package org.cbnet.edge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps the README's table of keys true. */
class ReadmeTest {
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]*) \\|.*");

  @Test
  void listsEveryKeyOfTheConfiguration() throws IOException {
    assertThat(documented().keySet()).isEqualTo(ConfigKeys.all());
  }

  @Test
  void tellsTheDefaults() throws IOException {
    AgentConfig defaults =
        new ConfigLoader(new Machine(Map.of(), "pi-1", Path.of("/home/pi"))).load(Optional.empty());
    SortedMap<String, String> documented = documented();

    ConfigKeys.values(defaults)
        .forEach(
            (key, value) -> {
              String told = documented.get(key);
              // In words where the machine or another key decides.
              if (told.startsWith("`")) {
                assertThat(told).as(key).isEqualTo("`" + value + "`");
              }
            });
  }

  private static SortedMap<String, String> documented() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("README.md"));
    SortedMap<String, String> rows = new TreeMap<>();
    for (String line : lines.subList(lines.indexOf("## Configuration"), lines.size())) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), row.group(2).strip());
      }
    }
    return rows;
  }
}
