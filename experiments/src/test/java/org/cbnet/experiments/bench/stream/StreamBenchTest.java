package org.cbnet.experiments.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cbnet.experiments.fleet.FleetPlan;
import org.cbnet.experiments.stack.CloudClient;
import org.cbnet.experiments.stack.LocalStack;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class StreamBenchTest {
  // The bare reader must not be at the end before it has been looked at twice.
  private static final long RESULTS = 300_000;
  private static final StreamSizes TINY =
      new StreamSizes(
          1,
          40,
          RESULTS,
          2_000,
          Duration.ZERO,
          Duration.ofSeconds(2),
          List.of(40),
          List.of(4, 8),
          Duration.ofSeconds(2),
          // So few records are read within one interval of the product.
          Duration.ofMillis(20));

  @TempDir private Path folder;

  @Test
  void contendersReadTheSameTopicsAndTheCloudCountsAll() throws Exception {
    FleetPlan plan = new FleetPlan(40, 5, 20, 0.1, 1);
    try (Stage stage = bench().stage("race")) {
      Backlog backlog = stage.load(plan, RESULTS);

      Map<Contender, List<Race.Pace>> paces =
          stage.race(backlog).run(List.of(Contender.values()), 1);

      assertThat(paces).containsOnlyKeys(Contender.values());
      assertThat(paces.values())
          .allSatisfy(
              rounds ->
                  assertThat(rounds)
                      .singleElement()
                      .satisfies(pace -> assertThat(pace.resultsPerSecond()).isPositive()));
      LocalStack.Cloud cloud = stage.stack().startCloud(stage.bootstrapServers(), 0);
      JsonNode account =
          new CloudClient(cloud.address()).awaitReceived(backlog.results(), Duration.ofSeconds(60));
      assertThat(account.path("received").asLong()).isEqualTo(backlog.results());
      assertThat(account.path("refused").asLong()).isZero();
      assertThat(account.path("lost").asLong()).isZero();
    }
  }

  @Test
  void freshnessIsMeasuredToTheQueryAndToTheCommit() throws Exception {
    ObjectNode figures = new ObjectMapper().createObjectNode();

    new FreshnessBench(bench(), 20, Duration.ZERO).measure(figures);

    JsonNode millis = figures.path("freshnessMillis");
    // The first of three results waits half a second for the batch to close.
    assertThat(millis.path("p99").asDouble()).isGreaterThan(500);
    assertThat(millis.path("committed").path("p99").asDouble()).isGreaterThan(500);
    assertThat(millis.path("results").asInt()).isPositive();
  }

  @Test
  void stateIsMeasuredByStore() throws Exception {
    ObjectNode figures = new ObjectMapper().createObjectNode();

    new StateBench(bench(), 2, 3).measure(figures);

    assertThat(figures.path("marginalStateBytesPerDevice").asLong()).isPositive();
    JsonNode large = figures.path("state").path("large");
    assertThat(large.path("liveBytesByStore").path("boots").asLong()).isPositive();
    assertThat(large.path("diskBytesByStore").path("boots").asLong()).isPositive();
  }

  private StreamBench bench() {
    return new StreamBench(folder, TINY, new PrintWriter(Writer.nullWriter()), Clock.systemUTC());
  }
}
