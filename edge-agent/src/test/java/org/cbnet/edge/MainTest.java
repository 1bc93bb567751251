package org.cbnet.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpsWithExamples() {
    assertThat(execute("--help")).isZero();
    assertThat(execute("run", "--help")).isZero();
    assertThat(execute("check-config", "--help")).isZero();
    assertThat(execute("meter", "--help")).isZero();

    assertThat(out.toString())
        .contains("./cbnet agent run --config agent.yaml")
        .contains("./cbnet agent check-config --config agent.yaml")
        .contains("./cbnet agent meter --config agent.yaml --calibrate --seconds 120")
        .contains("--turns");
  }

  @Test
  void tellsItsVersion() {
    assertThat(execute("--version")).isZero();

    assertThat(out.toString()).isNotBlank().doesNotContain("${");
  }

  @Test
  void printsTheEffectiveConfiguration() throws IOException {
    Path file = Files.writeString(folder.resolve("agent.yaml"), "device-id: pi-9\n");

    assertThat(execute("check-config", "--config", file.toString())).isZero();

    assertThat(out.toString()).contains("device-id: pi-9\n").contains("batch.results: 50\n");
  }

  @Test
  void warnsOfABundleThatIsNotThere() throws IOException {
    Path file = Files.writeString(folder.resolve("agent.yaml"), "inference.bundle: /nowhere\n");

    assertThat(execute("check-config", "--config", file.toString())).isZero();

    assertThat(err.toString()).contains("inference.bundle: ").contains("/nowhere");
  }

  @Test
  void refusesAPropertyThatKafkaDoesNotTake() throws IOException {
    Path file =
        Files.writeString(folder.resolve("agent.yaml"), "kafka.properties.linger.ms: abc\n");

    assertThat(execute("check-config", "--config", file.toString())).isEqualTo(2);

    assertThat(err.toString()).contains("kafka.properties: ").contains("linger.ms");
  }

  @Test
  void refusesABadConfigurationWithOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("agent.yaml"), "batch.results: 0\n");

    assertThat(execute("check-config", "--config", file.toString())).isEqualTo(2);
    assertThat(execute("run", "--config", file.toString())).isEqualTo(2);

    assertThat(err.toString().lines())
        .containsExactly(
            "batch.results must be a whole number from 1 to 1000: 0",
            "batch.results must be a whole number from 1 to 1000: 0");
  }

  @Test
  void refusesAMissingBundleWithOneLine() throws IOException {
    Path bundle = folder.resolve("none");
    Path file =
        Files.writeString(folder.resolve("agent.yaml"), "inference.bundle: " + bundle + "\n");

    assertThat(execute("run", "--config", file.toString())).isEqualTo(2);

    assertThat(err.toString().lines())
        .containsExactly("bundle %s: has no file bundle.json".formatted(bundle));
  }

  @Test
  void refusesAnUnknownOption() {
    assertThat(execute("run", "--fast")).isEqualTo(2);
    assertThat(execute()).isEqualTo(2);
  }

  private int execute(String... arguments) {
    CommandLine commands = Main.commandLine();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(arguments);
  }
}
