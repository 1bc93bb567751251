package org.cbnet.experiments.bench.method;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cbnet.trainer.evaluation.Samples;
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
  void findsAPlantedSlowdownAndTellsItsFigures() throws Exception {
    Path json = folder.resolve("method.json");

    assertThat(
            run(
                "--bundle=" + LENET,
                "--repetitions=2",
                "--forms=sessions",
                "--processes=6",
                "--sessions=1",
                "--rounds=6",
                "--planted=30",
                "--json=" + json))
        .isZero();

    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.get("repetitions").asInt()).isEqualTo(2);
    assertThat(figures.get("plantedFound").asInt()).isEqualTo(2);
    assertThat(figures.get("aaRejections").asInt()).isBetween(0, 2);
    assertThat(figures.get("aaUniformityP").asDouble()).isBetween(0.0, 1.0);
    assertThat(figures.get("powerAt2Percent").asDouble()).isBetween(0.0, 1.0);
    assertThat(figures.get("judged").asBoolean()).isFalse();
    assertThat(figures.get("forms").get("sessions").get("plantedFound").asInt()).isEqualTo(2);
    assertThat(figures.get("pValues")).hasSize(2);
    assertThat(out.toString()).contains("sessions", "A quick look");
    assertThat(err.toString()).contains("2 of 2 repetitions");
  }

  @Test
  void twoProcessesTakeTurns() throws Exception {
    MethodPlan plan = new MethodPlan(LENET, List.of(Form.JVMS), 2, 6, 2, 8, 0.3, 1);

    Map<Comparison, Turns> turns;
    try (WorkerPool workers = new WorkerPool(Files.createDirectory(folder.resolve("w")), plan)) {
      turns = Form.JVMS.source(workers).cluster(new SplittableRandom(1));
    }

    assertThat(turns).containsOnlyKeys(Comparison.values());
    assertThat(turns.values())
        .allSatisfy(
            each -> {
              assertThat(each.baseline()).hasDimensions(2, 8);
              assertThat(each.arm()).hasDimensions(2, 8);
            });
    for (int session = 0; session < 2; session++) {
      assertThat(slowdown(turns.get(Comparison.PLANTED), session))
          .isGreaterThan(slowdown(turns.get(Comparison.SAME), session));
    }
    assertThat(folder.resolve("w")).doesNotExist();
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

  private static double slowdown(Turns turns, int session) {
    double[] ratios = new double[turns.arm()[session].length];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = turns.arm()[session][round] / turns.baseline()[session][round];
    }
    return new Samples(ratios).median();
  }

  private int run(String... args) {
    return new CommandLine(new MethodBenchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
