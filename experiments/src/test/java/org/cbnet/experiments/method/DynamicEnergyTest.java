package org.cbnet.experiments.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.experiments.summary.Figure;
import org.junit.jupiter.api.Test;

class DynamicEnergyTest {
  private static final double IDLE_WATTS = 2.7;
  private static final double JOULES = 0.012;

  @Test
  void tellsIdlingFromInference() {
    DynamicEnergy energy = new DynamicEnergy(blocks(JOULES, 0.2, 0, 50, 100, 200), 1);

    assertThat(energy.idleWatts()).isCloseTo(IDLE_WATTS, within(0.02));
    Figure joules = energy.joulesPerInference();
    assertThat(joules.value()).isCloseTo(JOULES, within(2e-4));
    assertThat(joules.low()).isLessThan(JOULES);
    assertThat(joules.high()).isGreaterThan(JOULES);
    assertThat(joules.high() - joules.low())
        .isBetween(3 * energy.standardUncertaintyJoules(), 8 * energy.standardUncertaintyJoules());
    assertThat(energy.isResolved()).isTrue();
    assertThat(energy.totalJoulesPerInference(10)).isCloseTo(0.282, within(0.003));
  }

  @Test
  void belowThreeUncertaintiesItIsNotResolved() {
    DynamicEnergy energy = new DynamicEnergy(blocks(1e-6, 0.5, 0, 50, 100, 200), 1);

    assertThat(energy.isResolved()).isFalse();
    assertThat(energy.joulesPerInference().low()).isNegative();
    assertThat(energy.joulesPerInference().high()).isPositive();
  }

  @Test
  void throttledBlocksAreVoid() {
    List<EnergyBlock> blocks = blocks(JOULES, 0.2, 0, 50, 100, 200);
    DynamicEnergy without = new DynamicEnergy(blocks, 1);
    blocks.add(new EnergyBlock(30, 6_000, 10_000, true));

    DynamicEnergy with = new DynamicEnergy(blocks, 1);

    assertThat(with.joulesPerInference()).isEqualTo(without.joulesPerInference());
    assertThat(with.voidBlocks()).isEqualTo(1);
  }

  @Test
  void theIntervalCoversWhatWasPlanted() {
    int covered = 0;
    for (int repetition = 0; repetition < 60; repetition++) {
      Figure joules =
          new DynamicEnergy(blocks(repetition, JOULES, 0.5, 0, 50, 100, 200), repetition)
              .joulesPerInference();
      covered += joules.low() <= JOULES && JOULES <= joules.high() ? 1 : 0;
    }

    assertThat(covered).isGreaterThanOrEqualTo(53);
  }

  @Test
  void refusesTooFewLevelsAndSaysWhich() {
    assertThatThrownBy(() -> new DynamicEnergy(blocks(JOULES, 0.2, 0, 50, 51, 200), 1))
        .hasMessageContaining("4 load levels")
        .hasMessageContaining("there are 3 (0.00, 50.0, 200 a second)")
        .hasMessageNotContaining("no idle block");
    assertThatThrownBy(() -> new DynamicEnergy(blocks(JOULES, 0.2, 20, 50, 100, 200), 1))
        .hasMessageContaining("there are 4")
        .hasMessageContaining("no idle block");
    assertThatThrownBy(() -> new DynamicEnergy(List.of(), 1)).hasMessageContaining("there is none");
    assertThatThrownBy(() -> new EnergyBlock(0, 1, 1, false)).hasMessageContaining("seconds");
  }

  private static List<EnergyBlock> blocks(double joules, double noise, double... perSecond) {
    return blocks(1, joules, noise, perSecond);
  }

  private static List<EnergyBlock> blocks(
      long seed, double joules, double noise, double... perSecond) {
    RandomGenerator random = new SplittableRandom(seed);
    List<EnergyBlock> blocks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      for (double rate : perSecond) {
        double seconds = 30 + random.nextDouble();
        long inferences = Math.round(rate * seconds);
        double taken = IDLE_WATTS * seconds + joules * inferences + noise * random.nextGaussian();
        blocks.add(new EnergyBlock(seconds, inferences, taken, false));
      }
    }
    return blocks;
  }
}
