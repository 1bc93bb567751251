package org.cbnet.experiments.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.cbnet.experiments.fleet.FleetPlan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench chaos} with a small fleet. */
@Tag("long")
class ChaosTest {
  private static final ChaosPlan SMALL =
      new ChaosPlan(
          new FleetPlan(80, 5, 5, 0.2, 1),
          List.of(
              Fault.Kind.KILL,
              Fault.Kind.KILL_IN_RESTORE,
              Fault.Kind.KILL_TWO,
              Fault.Kind.KILL,
              Fault.Kind.ROLLING_RESTART),
          Duration.ofSeconds(1),
          Duration.ofMillis(100));

  @TempDir private Path folder;

  @Test
  void everyTotalIsTheRecountThroughKillsAndARollingRestart() throws Exception {
    PrintWriter progress = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    ChaosReport report =
        new Chaos(folder.resolve("chaos"), SMALL, progress, Clock.systemUTC()).run();

    JsonNode figures = report.figures();
    progress.println(figures.toPrettyString());
    assertThat(report.differences()).isEmpty();
    assertThat(figures.path("conservation").path("lawsHold").asBoolean()).isTrue();
    // Else the test would not have seen what it is for.
    assertThat(figures.path("sent").path("repeated").asLong()).isPositive();
    assertThat(figures.path("sent").path("garbage").asLong()).isPositive();
    assertThat(figures.path("conservation").path("late").asLong()).isPositive();
    assertThat(figures.path("conservation").path("refused").asLong()).isPositive();
    assertThat(figures.path("faults")).hasSize(4);
    JsonNode restart = figures.path("availability").path("rolling-restart");
    assertThat(restart.path("answers").asLong()).isGreaterThan(100);
    assertThat(restart.path("share").asDouble()).isGreaterThanOrEqualTo(0.9);
  }
}
