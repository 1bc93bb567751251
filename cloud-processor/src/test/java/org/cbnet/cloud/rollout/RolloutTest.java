package org.cbnet.cloud.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final int DEVICES = 10_000;

  @Test
  void stepsAreNestedAndAsLargeAsTheySay() {
    Rollout rollout = Rollout.start(7, TestFleet.plan(1.0, 10.0, 50.0, 100.0), "ann", 0);
    Set<String> before = selected(rollout);
    assertThat(before.size()).isCloseTo(100, within(40));
    for (double percentage : List.of(10.0, 50.0, 100.0)) {
      rollout = rollout.advanced(0);
      Set<String> now = selected(rollout);
      assertThat(now).containsAll(before);
      assertThat((double) now.size()).isCloseTo(DEVICES * percentage / 100, within(DEVICES * 0.02));
      before = now;
    }
    assertThat(before).hasSize(DEVICES);
  }

  @Test
  void anotherRolloutBeginsWithOtherDevices() {
    Set<String> one = selected(Rollout.start(1, TestFleet.plan(10.0, 100.0), "ann", 0));
    Set<String> other = selected(Rollout.start(2, TestFleet.plan(10.0, 100.0), "ann", 0));
    Set<String> both = new TreeSet<>(one);
    both.retainAll(other);
    assertThat(both.size()).isLessThan(one.size() / 5);
  }

  @Test
  void theOrderOfDevicesIsTheSameInEveryVersion() {
    // A change would move devices in and out of steps that run. Checked by
    // printf 'r1/pi-1' | sha256sum
    assertThat(Selection.of("r1", "pi-1")).isEqualTo((0xe3d960f80a58f472L >>> 11) / 0x1p53);
  }

  @Test
  void onlyDevicesOfItsGroupAreConcerned() {
    RolloutPlan plan =
        new RolloutPlan(
            TestFleet.BUNDLE, null, null, "even", List.of(100.0), 0, TestFleet.LIMITS, true);
    Rollout rollout = Rollout.start(1, plan, "ann", 0);
    assertThat(rollout.selects("pi-1", List.of("odd", "even"))).isTrue();
    assertThat(rollout.selects("pi-1", List.of("odd"))).isFalse();
  }

  @Test
  void aHaltTakesItBackOrLeavesItWhereItIs() {
    Rollout rollout = Rollout.start(1, TestFleet.plan(10.0, 100.0), "ann", 0);
    assertThat(rollout.halted("why", 5).percentage()).isZero();
    assertThat(rollout.withBackOnHalt(false).halted("why", 5).percentage()).isEqualTo(10);
    assertThat(rollout.advanced(1).done(5).percentage()).isEqualTo(100);
  }

  @Test
  void readsWhatItWrites() {
    Rollout rollout =
        Rollout.start(3, TestFleet.plan(10.0, 100.0), "ann", 4)
            .soaking(5)
            .drivenBy("one", 6)
            .halted("why", 7);
    byte[] bytes = RolloutTopic.TOPIC.value().serializer().serialize("any", rollout);
    assertThat(RolloutTopic.TOPIC.value().deserializer().deserialize("any", bytes))
        .isEqualTo(rollout);
  }

  @Test
  void refusesAPlanThatLeadsNowhere() {
    assertThatThrownBy(() -> TestFleet.plan(10.0, 5.0, 100.0))
        .hasMessage("percentages must rise, above 0 and at most 100: [10.0, 5.0, 100.0]");
    assertThatThrownBy(() -> TestFleet.plan(10.0, null, 100.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("percentages must rise");
    assertThatThrownBy(() -> TestFleet.plan(10.0, 50.0)).hasMessageContaining("end with 100");
    assertThatThrownBy(() -> TestFleet.plan(Double.NaN, 100.0)).hasMessageContaining("rise");
    assertThatThrownBy(() -> new RolloutLimits(1.5, 0.5, null, null))
        .hasMessage("failedShare must be in [0, 1]: 1.5");
  }

  private static Set<String> selected(Rollout rollout) {
    Set<String> selected = new TreeSet<>();
    for (int i = 0; i < DEVICES; i++) {
      if (rollout.selects("device-" + i, List.of())) {
        selected.add("device-" + i);
      }
    }
    return selected;
  }
}
