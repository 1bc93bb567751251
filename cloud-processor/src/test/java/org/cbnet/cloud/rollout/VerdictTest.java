package org.cbnet.cloud.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cbnet.cloud.rollout.RolloutFigures.Model;
import org.cbnet.cloud.rollout.Verdict.Action;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final long START = 1_000_000;
  private static final long LATER = START + 300_000;
  private static final long SOAKED = LATER + 600_000;

  private final TestFleet fleet = TestFleet.of(1_000);
  private final Rollout rollout = Rollout.start(1, TestFleet.plan(50.0, 100.0), "ann", START);
  private final List<RolloutFigures.Device> selected = fleet.selected(rollout, 1_000);

  @Test
  void waitsUntilEnoughDevicesHaveReported() {
    fleet.apply(selected.subList(0, selected.size() / 2 - 1), LATER);
    assertThat(judge(rollout, LATER).action()).isEqualTo(Action.WAIT);
    assertThat(judge(rollout, LATER).reason()).contains("devices have reported");

    fleet.apply(selected.subList(0, (selected.size() + 1) / 2), LATER);
    assertThat(judge(rollout, LATER).action()).isEqualTo(Action.BEGIN_SOAK);
  }

  @Test
  void goesOnOnceTheSoakTimeIsOverAndNotBefore() {
    fleet.apply(selected, LATER);
    Rollout soaking = rollout.soaking(LATER);
    assertThat(judge(soaking, SOAKED - 1).action()).isEqualTo(Action.WAIT);
    assertThat(judge(soaking, SOAKED).action()).isEqualTo(Action.ADVANCE);

    Rollout last = rollout.advanced(START).soaking(LATER);
    fleet.apply(fleet.selected(last, 1_000), LATER);
    assertThat(judge(last, SOAKED).action()).isEqualTo(Action.FINISH);
  }

  @Test
  void haltsAtOnceWhereMoreHaveFailedThanMayOfTheWholeStep() {
    int may = (int) (0.05 * selected.size());
    fleet.fail(selected.subList(0, may), "FAILED", LATER);
    assertThat(judge(rollout, LATER).action()).isEqualTo(Action.WAIT);

    fleet.fail(selected.subList(0, may + 1), "ROLLED_BACK", LATER);
    assertThat(judge(rollout, LATER))
        .isEqualTo(
            new Verdict(
                Action.HALT,
                "%d of %d devices failed or rolled back, at most 5.000 %% may"
                    .formatted(may + 1, selected.size())));
  }

  @Test
  void devicesThatAreSilentVouchForNobody() {
    int may = (int) (0.05 * selected.size());
    fleet.fail(selected.subList(0, may), "FAILED", LATER);
    fleet.apply(selected.subList(may, selected.size() / 2 + 1), LATER);

    assertThat(judge(rollout.soaking(LATER), SOAKED).action()).isEqualTo(Action.HALT);
  }

  @Test
  void anOlderFailureIsNotThisRolloutsFault() {
    fleet.fail(selected, "FAILED", START + 59_999);
    assertThat(judge(rollout, LATER).action()).isEqualTo(Action.WAIT);
    fleet.fail(selected, "FAILED", START + 60_000);
    assertThat(judge(rollout, LATER).action()).isEqualTo(Action.HALT);
  }

  @Test
  void failuresOutsideTheStepDoNotCount() {
    List<RolloutFigures.Device> all = fleet.selected(rollout.advanced(START), 1_000);
    all.removeAll(selected);
    fleet.fail(all, "FAILED", LATER);
    assertThat(judge(rollout, LATER).action()).isEqualTo(Action.WAIT);
  }

  @Test
  void haltsWhereTheAccuracyIsSurelyBelowTheRange() {
    fleet.model(new Model(1_000, 1_000, 790, 500));
    assertThat(judge(rollout, LATER).action()).as("could be chance").isEqualTo(Action.WAIT);
    fleet.model(new Model(1_000, 1_000, 700, 500));
    assertThat(judge(rollout, LATER).reason())
        .isEqualTo("accuracy is 0.7000 of 1000 labelled results, at least 0.8000 is asked");
    fleet.model(new Model(1_000, 199, 0, 500));
    assertThat(judge(rollout, LATER).action()).as("too few").isEqualTo(Action.WAIT);
  }

  @Test
  void haltsWhereTheMedianFrameIsTooSlow() {
    fleet.model(new Model(200, 0, 0, 2_000));
    assertThat(judge(rollout, LATER).action()).isEqualTo(Action.WAIT);
    fleet.model(new Model(200, 0, 0, 2_500));
    assertThat(judge(rollout, LATER).reason())
        .isEqualTo("the median frame takes 2500 us over 200 results, at most 2000 us are asked");
    fleet.model(new Model(199, 0, 0, 2_500));
    assertThat(judge(rollout, LATER).action()).as("too few").isEqualTo(Action.WAIT);
  }

  @Test
  void aStepWithoutDevicesIsPassedOverButNotAWholeFleetWithoutAny() {
    Rollout tiny = Rollout.start(1, TestFleet.plan(0.0001, 100.0), "ann", START);
    assertThat(fleet.selected(tiny, 1)).isEmpty();
    assertThat(judge(tiny, LATER).action()).isEqualTo(Action.ADVANCE);
    assertThat(Verdict.of(tiny, Progress.of(tiny, TestFleet.of(0)), LATER).action())
        .isEqualTo(Action.WAIT);
  }

  private Verdict judge(Rollout of, long nowMillis) {
    return Verdict.of(of, Progress.of(of, fleet), nowMillis);
  }
}
