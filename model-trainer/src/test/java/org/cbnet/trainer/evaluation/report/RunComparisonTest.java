package org.cbnet.trainer.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunComparisonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theBaselineIsNotCounted() {
    RunComparison comparison = RunComparison.of(read(run("l1", "c1")), read(run("l1", "c1")));

    assertThat(comparison.agrees()).isTrue();
    assertThat(comparison.rows()).hasSize(2).allMatch(row -> row.network().equals("cbnet"));
  }

  @Test
  void anotherBundleDoesNotAgreeWhateverItsSpeed() {
    RunComparison comparison = RunComparison.of(read(run("l1", "c1")), read(run("l1", "c2")));

    assertThat(comparison.sameBaseline()).isTrue();
    assertThat(comparison.rows()).hasSize(2).allMatch(RunComparison.Row::anotherBundle);
    assertThat(comparison.rows()).noneMatch(RunComparison.Row::agrees);
    assertThat(comparison.agrees()).isFalse();
  }

  @Test
  void anotherBaselineMakesEverySpeedupAnother() {
    RunComparison comparison = RunComparison.of(read(run("l1", "c1")), read(run("l2", "c1")));

    assertThat(comparison.sameBaseline()).isFalse();
    assertThat(comparison.agrees()).isFalse();
  }

  @Test
  void aNetworkInOneRunOnlyDoesNotAgree() {
    ObjectNode more = run("l1", "c1");
    model(more, "truncated", "t1");

    RunComparison comparison = RunComparison.of(read(run("l1", "c1")), read(more));

    assertThat(comparison.rows()).filteredOn(row -> !row.agrees()).hasSize(2);
    assertThat(comparison.agrees()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"dataset, kmnist", "frames, 1000", "provider, xnnpack"})
  void otherConditionsAreRefused(String key, String value) {
    ObjectNode other = run("l1", "c1").put(key, value);

    assertThatThrownBy(() -> RunComparison.of(read(run("l1", "c1")), read(other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value);
  }

  @Test
  void aRunWithoutNetworksIsRefused() {
    ObjectNode empty = JSON.createObjectNode().put("dataset", "mnist");
    ObjectNode lonely = JSON.createObjectNode().put("dataset", "mnist");
    model(lonely, "lenet", "l1");

    for (ObjectNode run : List.of(empty, lonely)) {
      assertThatThrownBy(() -> read(run))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nothing to compare");
    }
  }

  private static RecordedRun read(ObjectNode run) {
    return RecordedRun.of(run);
  }

  private static ObjectNode run(String lenet, String cbnet) {
    ObjectNode run = JSON.createObjectNode();
    run.put("dataset", "mnist").put("frames", 10_000).put("provider", "cpu");
    model(run, "lenet", lenet);
    model(run, "cbnet", cbnet);
    return run;
  }

  private static void model(ObjectNode run, String name, String bundle) {
    ObjectNode model = run.withArray("models").addObject();
    model.put("name", name).put("bundleSha256", bundle);
    for (String kind : List.of("speedupVsLenet", "meanSpeedupVsLenet")) {
      model.putObject(kind).put("ratio", 2).put("low", 1.9).put("high", 2.1);
    }
  }
}
