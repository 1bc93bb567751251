package org.cbnet.trainer.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.cbnet.trainer.network.Networks;
import org.junit.jupiter.api.Test;

class CandidateTest {
  @Test
  void medianSeedIsTheOneInTheMiddle() {
    Candidate candidate = new Candidate("plain", lines("plain", 0.93, 0.91, 0.92));

    assertThat(candidate.median().seed()).isEqualTo(3);
    assertThat(candidate.meanAccuracy()).isCloseTo(0.92, within(1e-12));
  }

  @Test
  void ofAnEvenNumberTheLowerMiddleIsTaken() {
    Candidate candidate = new Candidate("plain", lines("plain", 0.94, 0.91, 0.92, 0.93));

    assertThat(candidate.median().validationAccuracy()).isEqualTo(0.92);
  }

  @Test
  void aSeedTrainedTwiceCountsOnce() {
    List<CellLine> lines = new ArrayList<>(lines("plain", 0.90, 0.91));
    lines.addAll(lines("plain", 0.95));
    lines.addAll(lines("distilled", 0.91, 0.92));

    assertThat(Candidate.of(lines, Networks.lenet()))
        .extracting(Candidate::label)
        .containsExactly("plain", "distilled");
    assertThat(Candidate.of(lines, Networks.lenet()).get(0).meanAccuracy())
        .isCloseTo(0.93, within(1e-12));
  }

  @Test
  void waysTriedWithFewerSeedsOnlyScreened() {
    List<CellLine> lines = new ArrayList<>(lines("plain", 0.90, 0.91, 0.92));
    lines.addAll(lines("distilled", 0.91, 0.92, 0.93));
    lines.addAll(lines("plain+shift", 0.99));

    assertThat(Candidate.of(lines, Networks.lenet()))
        .extracting(Candidate::label)
        .containsExactly("plain", "distilled");
    assertThat(Candidate.of(lines, Networks.lenet5())).isEmpty();
  }

  private static List<CellLine> lines(String label, double... accuracies) {
    List<CellLine> lines = new ArrayList<>();
    for (int i = 0; i < accuracies.length; i++) {
      lines.add(
          new CellLine(
              "mnist",
              "lenet",
              label,
              i + 1,
              20,
              20,
              accuracies[i],
              55_000,
              5_000,
              Networks.lenet().macs(),
              Networks.lenet().parameterCount(),
              1,
              "0".repeat(64),
              "cells/lenet-" + label + "-" + (i + 1)));
    }
    return lines;
  }
}
