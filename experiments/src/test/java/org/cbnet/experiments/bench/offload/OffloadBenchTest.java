package org.cbnet.experiments.bench.offload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Small runs: everything is counted and told; how fast it was is nobody's claim here. */
@Timeout(300)
class OffloadBenchTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();

  @Test
  void everyFrameOfAStepIsCounted() throws Exception {
    JsonNode row = run("--parts=STEP", "--transport=http2", "--phase=2").get("step").get(0);

    assertThat(row.get("transport").asText()).isEqualTo("http2");
    assertThat(row.get("phases").findValuesAsText("link")).containsExactly("wifi", "3g", "wifi");
    assertThat(sum(row.get("phases"), "frames")).isEqualTo(row.get("frames").asLong());
    for (JsonNode phase : row.get("phases")) {
      assertAddsUp(phase);
      assertThat(phase.get("p50Millis").asDouble()).isPositive();
    }
    assertThat(row.get("heldFast").get("firstOnFirstMillis").asDouble()).isPositive();
    assertThat(out.toString()).contains("STEP", "re-cut s", "3g");
  }

  @Test
  void everyFrameOfAnOutageIsAnswered() throws Exception {
    JsonNode rows =
        run("--parts=OUTAGE", "--transport=http2", "--frames=60", "--away=1").get("outage");

    assertThat(rows.findValuesAsText("link"))
        .containsExactly("flaky", "flaky", "flaky", "offline", "offline", "offline");
    assertThat(rows.findValuesAsText("strategy").subList(3, 6))
        .containsExactly("cloud-full", "early-exit-offload", "partition");
    for (JsonNode row : rows) {
      assertThat(row.get("frames").asInt()).isEqualTo(60);
      assertAddsUp(row);
      assertThat(row.get("outages").asInt())
          .isEqualTo((int) sum(List.of(row), "returns", "returnsMissed", "returnsUnjudged"));
      assertAllAsked(row.get("questions"));
    }
    JsonNode offline = rows.get(3);
    assertThat(offline.get("outages").asInt()).isPositive();
    // A frame that asks in vain is answered all the same.
    assertThat(offline.get("fellBack").asInt()).isPositive();
    assertThat(offline.get("cloud").asInt()).isPositive();
  }

  @Test
  @Tag("long")
  void everyRequestOfACrowdHasOneOutcome() throws Exception {
    JsonNode rows =
        run("--parts=CROWD", "--transport=http2", "--devices=20", "--load=3", "--fleet=20")
            .get("crowd");

    assertThat(rows.findValuesAsText("beside")).containsExactly("nothing", "aggregates");
    for (JsonNode row : rows) {
      assertAddsUp(row);
      assertAllAsked(row.get("questions"));
      JsonNode server = row.get("server");
      assertThat(
              sum(List.of(server), "answered", "expiredAtDoor", "expiredInQueue", "other", "open"))
          .isEqualTo(server.get("received").asLong())
          .isPositive();
      assertThat(server.get("computedLate").asInt()).isZero();
      assertThat(row.get("computedLateByAnswers").asInt()).isZero();
      assertThat(server.get("mostQueueBytes").asLong()).isPositive();
      assertThat(row.get("mostResidentBytes").asLong()).isPositive();
    }
    JsonNode aggregates = rows.get(1).get("aggregates");
    assertThat(aggregates.get("received")).isEqualTo(aggregates.get("sent"));
    assertThat(aggregates.get("sent").asLong()).isPositive();
    assertThat(aggregates.get("doubleCounted").asInt()).isZero();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(execute("--transport=pigeon")).isEqualTo(2);
    assertThat(execute("--parts=FLOOD")).isEqualTo(2);
    assertThat(execute("--frames=0")).isEqualTo(2);
    assertThat(execute("--phase=0")).isEqualTo(2);
  }

  // Whatever the machine was busy with, claims and exit code say the same.
  private JsonNode run(String... arguments) throws IOException {
    Path json = folder.resolve("offload.json");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--models=" + Path.of("..", "models", "fashion-mnist"));
    all.add("--json=" + json);
    int status = execute(all.toArray(new String[0]));
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    boolean allHold =
        StreamSupport.stream(figures.get("claims").spliterator(), false)
            .allMatch(claim -> claim.get("holds").asBoolean());
    assertThat(figures.get("claims")).isNotEmpty();
    assertThat(status).isEqualTo(allHold ? 0 : 1);
    return figures;
  }

  private int execute(String... arguments) {
    return new CommandLine(new OffloadBenchCommand())
        .setOut(new PrintWriter(out))
        .execute(arguments);
  }

  private static void assertAddsUp(JsonNode tally) {
    assertThat(tally.get("lost").asInt()).isZero();
    assertThat(tally.get("frames").asLong())
        .isEqualTo(sum(List.of(tally), "cloud", "device", "fellBack"))
        .isPositive();
  }

  private static void assertAllAsked(JsonNode questions) {
    assertThat(questions.get("asked").asLong())
        .isEqualTo(
            sum(List.of(questions), "answered", "refused", "unreachable", "late", "lost", "open"))
        .isPositive();
  }

  private static long sum(Iterable<JsonNode> nodes, String... fields) {
    long sum = 0;
    for (JsonNode node : nodes) {
      for (String field : fields) {
        sum += node.get(field).asLong();
      }
    }
    return sum;
  }
}
