package org.cbnet.experiments.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.experiments.definition.Load;
import org.cbnet.experiments.definition.Schedule;
import org.cbnet.experiments.energy.RadioJoules;
import org.cbnet.experiments.rows.FrameRow;
import org.cbnet.inference.dataset.KnownDataSet;
import org.junit.jupiter.api.Test;

class RadioTallyTest {
  @Test
  void framesThatAskPayForBytesWaitingAndOneTail() {
    RadioTally radio = tally("wifi", Load.AS_FAST_AS_POSSIBLE);
    // Two frames of 20 ms each, of which 5 are the device's.
    radio.add(row(0, 0, 20, 15, 1_500, 300));
    radio.add(row(0, 1, 20, 15, 1_500, 300));

    RadioJoules joules = radio.joules().orElseThrow();

    // 2 x 1500 and 2 x 80 bytes of telemetry up, 2 x 300 down; joules a megabit as published.
    assertThat(joules.up()).isCloseTo(3_160 * 8e-6 * 0.28317, within(1e-9));
    assertThat(joules.down()).isCloseTo(600 * 8e-6 * 0.13701, within(1e-9));
    assertThat(joules.promotion()).isCloseTo(0.0791 * 0.1244, within(1e-9));
    // The whole tail at the end, and what of the two frames was neither sent nor received.
    assertThat(joules.tail()).isBetween(0.2381 * 0.1193, (0.2381 + 0.04) * 0.1193);
  }

  @Test
  void framesThatAskNobodyPayForTelemetryAlone() {
    RadioTally radio = tally("wifi", Load.AS_FAST_AS_POSSIBLE);
    radio.add(row(0, 0, 1, 0, 0, 0));
    radio.add(row(0, 1, 1, 0, 0, 0));
    radio.add(row(1, 0, 1, 0, 0, 0));

    RadioJoules joules = radio.joules().orElseThrow();

    assertThat(joules.up()).isCloseTo(240 * 8e-6 * 0.28317, within(1e-12));
    assertThat(joules.down()).isZero();
  }

  @Test
  void aPaceThatLeavesTheRadioIdlePaysForEachTail() {
    RadioTally quick = tally("lte", Load.AS_FAST_AS_POSSIBLE);
    RadioTally slow = tally("lte", Load.paced(0.05));
    for (int frame = 0; frame < 3; frame++) {
      quick.add(row(0, frame, 100, 90, 1_000, 100));
      slow.add(row(0, frame, 100, 90, 1_000, 100));
    }

    // A frame every 20 s: the tail of 11.6 s is over each time.
    assertThat(slow.joules().orElseThrow().tail())
        .isGreaterThan(2.9 * quick.joules().orElseThrow().tail());
  }

  @Test
  void aCableHasNoRadio() {
    RadioTally radio = tally("lan", Load.AS_FAST_AS_POSSIBLE);
    radio.add(row(0, 0, 20, 15, 1_500, 300));

    assertThat(radio.joules()).isEmpty();
    assertThat(tally(Condition.NO_LINK, Load.AS_FAST_AS_POSSIBLE).joules()).isEmpty();
  }

  private static RadioTally tally(String link, Load load) {
    Definition definition =
        new Definition(
            "test",
            "Is it?",
            List.of(KnownDataSet.MNIST),
            List.of(ImageChoice.ALL),
            0,
            List.of(),
            "a",
            List.of(link),
            List.of(1.0),
            3,
            "rbp4b1.2-64",
            "model",
            List.of(),
            load,
            new Schedule(1, 1, 2, 2, 0),
            List.of(),
            List.of(),
            1);
    return new RadioTally(definition, new Condition("mnist", "all", link, 1));
  }

  private static FrameRow row(
      int round, int position, long millis, long awayMillis, long bytesUp, long bytesDown) {
    return new FrameRow(
        "wifi",
        1,
        0,
        round,
        "a",
        position,
        position,
        "f" + position,
        1,
        1,
        null,
        1f,
        "final",
        null,
        null,
        null,
        null,
        null,
        awayMillis * 1_000_000,
        0L,
        millis * 1_000_000,
        bytesUp,
        bytesDown,
        false,
        null);
  }
}
