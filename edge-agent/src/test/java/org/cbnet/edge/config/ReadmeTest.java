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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the README's table of keys true. */
class ReadmeTest {
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]*) \\| (.*) \\|");

  /** A row of the table. */
  private record Row(String defaultValue, String meaning) {}

  @Test
  void listsEveryKeyOfTheConfiguration() throws IOException {
    assertThat(documented().keySet()).isEqualTo(ConfigKeys.all());
  }

  @Test
  void tellsTheDefaults() throws IOException {
    SortedMap<String, String> here = defaults("pi-1", "/home/pi", Map.of());
    SortedMap<String, String> elsewhere =
        defaults(
            "pi-2",
            "/home/other",
            Map.of(
                "CBNET_AGENT_INFERENCE_STRATEGY", "early-exit",
                "CBNET_AGENT_SOURCE_DATA_SET", "mnist"));
    SortedMap<String, Row> documented = documented();

    here.forEach(
        (key, value) -> {
          String told = documented.get(key).defaultValue();
          boolean isTheSameEverywhere =
              value.equals(elsewhere.get(key))
                  || key.equals("inference.strategy")
                  || key.equals("source.data-set");
          // What the firmware says is the same on both.
          isTheSameEverywhere &= !key.equals("board");
          if (value.isEmpty()) {
            assertThat(told)
                .as("%s is not set: say 'none' or who decides", key)
                .doesNotContain("`");
          } else if (isTheSameEverywhere) {
            assertThat(told).as(key).isEqualTo("`" + value + "`");
          } else {
            assertThat(told)
                .as("%s depends on the machine or another key: say how", key)
                .doesNotStartWith("`");
          }
        });
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void tellsTheRange(String key, Range allowed) throws IOException {
    Optional<Range> told = Range.in(documented().get(key).meaning());

    assertThat(told)
        .as("%s: the README must say '... to ...' with %s", key, allowed)
        .contains(allowed);
  }

  static List<Object[]> ranges() {
    return Settings.all().values().stream()
        .filter(setting -> Range.in(setting.allowed()).isPresent())
        .map(setting -> new Object[] {setting.key(), Range.in(setting.allowed()).orElseThrow()})
        // As many as there can be is no range that somebody must know.
        .filter(each -> ((Range) each[1]).most() != Integer.MAX_VALUE)
        .toList();
  }

  private static SortedMap<String, String> defaults(
      String host, String home, Map<String, String> environment) {
    return ConfigKeys.values(
        new ConfigLoader(new Machine(environment, host, Path.of(home))).load(Optional.empty()));
  }

  private static SortedMap<String, Row> documented() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("README.md"));
    SortedMap<String, Row> rows = new TreeMap<>();
    for (String line : lines.subList(lines.indexOf("## Configuration"), lines.size())) {
      if (line.startsWith("## ") && !line.equals("## Configuration")) {
        break;
      }
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Row before = rows.put(row.group(1), new Row(row.group(2).strip(), row.group(3)));
        assertThat(before).as("%s is there twice", row.group(1)).isNull();
      }
    }
    return rows;
  }
}
