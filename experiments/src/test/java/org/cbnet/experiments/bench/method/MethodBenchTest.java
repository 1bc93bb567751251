package org.cbnet.experiments.bench.method;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Small runs on real processes; how fast anything was is nobody's claim here. */
@Timeout(180)
class MethodBenchTest {
  private static final Path LENET = Path.of("../models/fashion-mnist/lenet");

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void findsAPlantedSlowdownInBothForms() throws Exception {
    Path json = folder.resolve("method.json");

    assertThat(
            run(
                "--bundle=" + LENET,
                "--repetitions=4",
                "--processes=6",
                "--sessions=1",
                "--rounds=6",
                "--warm-up-rounds=20",
                "--planted=30",
                "--json=" + json))
        .isZero();

    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.get("repetitions").asInt()).isEqualTo(4);
    assertThat(figures.get("plantedFound").asInt()).isEqualTo(4);
    assertThat(figures.get("aaRejections").asInt()).isBetween(0, 4);
    assertThat(figures.get("aaUniformityP").asDouble()).isBetween(0.0, 1.0);
    assertThat(figures.get("powerAt2Percent").asDouble()).isBetween(0.0, 1.0);
    assertThat(figures.get("processSpread").asDouble()).isBetween(1e-6, 1.0);
    assertThat(figures.get("judged").asBoolean()).isFalse();
    for (String form : new String[] {"sessions", "jvms"}) {
      assertThat(figures.get("forms").get(form).get("repetitions").asInt()).isEqualTo(2);
      assertThat(figures.get("forms").get(form).get("plantedFound").asInt()).isEqualTo(2);
    }
    assertThat(figures.get("pValues")).hasSize(4);
    assertThat(out.toString()).contains("sessions", "jvms", "A quick look");
    assertThat(err.toString()).contains("4 of 4 repetitions");
  }

  @Test
  void refusesWhatItCantJudge() {
    assertThat(run("--processes=5")).isEqualTo(2);
    assertThat(run("--forms=agents")).isEqualTo(2);
    assertThat(run("--planted=0")).isEqualTo(2);
    assertThat(err.toString()).contains("6 processes", "sessions or jvms", "planted");
  }

  @Test
  void saysWhatIsWrongWithABundle() {
    assertThat(run("--bundle=" + folder, "--repetitions=2")).isEqualTo(1);
    assertThat(err.toString()).contains("bundle.json");
  }

  private int run(String... args) {
    return new CommandLine(new MethodBenchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
