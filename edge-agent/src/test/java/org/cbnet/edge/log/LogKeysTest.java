package org.cbnet.edge.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.cbnet.schemas.record.BootCounters;
import org.junit.jupiter.api.Test;

/** The log's keys are those that CONTRIBUTING lists, so that a search finds what it looks for. */
class LogKeysTest {
  private static final Pattern LOGGED = Pattern.compile("addKeyValue\\(\\s*\"([^\"]*)\"");
  private static final Pattern LISTED = Pattern.compile("`([a-z][A-Za-z]*)`");

  @Test
  void areThoseThatTheListHas() throws IOException {
    Set<String> listed = listed();

    assertThat(logged())
        .as("list a new key in CONTRIBUTING.md, or use one of its")
        .isSubsetOf(listed);
    assertThat(listed).contains("deviceId", "reason", "count");
  }

  private static Set<String> logged() throws IOException {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        keys.addAll(groups(LOGGED, Files.readString(file)));
      }
    }
    return keys;
  }

  private static Set<String> listed() throws IOException {
    String text = Files.readString(Path.of("../CONTRIBUTING.md"));
    int from = text.indexOf("- Log keys");
    Set<String> keys =
        new TreeSet<>(groups(LISTED, text.substring(from, text.indexOf("\n- ", from))));
    BootCounters.getClassSchema().getFields().stream().map(Schema.Field::name).forEach(keys::add);
    return keys;
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toList());
  }
}
