package org.cbnet.experiments.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelledEnergyTest {
  private static final ModelledEnergy LOCAL = new ModelledEnergy(10, RadioJoules.NONE);

  @Test
  void isUndecidedWhereHalfOfTheRadioWouldTurnItRound() {
    // 2 + 6 J against 10 J; at half as much again 2 + 9 J.
    ModelledEnergy offloaded = new ModelledEnergy(2, new RadioJoules(1, 0, 1, 1, 3, 0));

    assertThat(offloaded.total()).isEqualTo(8);
    assertThat(offloaded.rankingIsUndecided(LOCAL)).isTrue();
    assertThat(LOCAL.rankingIsUndecided(offloaded)).isTrue();
  }

  @Test
  void isDecidedWhereItStaysInTheWholeBand() {
    // 2 + 4 J against 10 J; at half as much again 2 + 6 J.
    ModelledEnergy offloaded = new ModelledEnergy(2, new RadioJoules(1, 0, 1, 1, 1, 0));

    assertThat(offloaded.rankingIsUndecided(LOCAL)).isFalse();
  }

  @Test
  void coefficientsMayBeWrongInOppositeWays() {
    // Many bytes in one tail, or few in many: all coefficients times the same never turns it round.
    ModelledEnergy bytes = new ModelledEnergy(0, new RadioJoules(8, 0, 0, 0, 1, 0));
    ModelledEnergy tails = new ModelledEnergy(0, new RadioJoules(1, 0, 0, 0, 10, 0));

    assertThat(bytes.rankingIsUndecided(tails)).isTrue();
  }

  @Test
  void whatBothSpendAlikeIsNoDoubt() {
    ModelledEnergy one = new ModelledEnergy(3, new RadioJoules(1, 1, 1, 5, 50, 2));
    ModelledEnergy other = new ModelledEnergy(4, new RadioJoules(1, 1, 1, 5, 50, 2));

    assertThat(one.rankingIsUndecided(other)).isFalse();
  }

  @Test
  void equalIsUndecided() {
    assertThat(LOCAL.rankingIsUndecided(LOCAL)).isTrue();
  }

  @Test
  void rejectsNegativeEnergy() {
    assertThatThrownBy(() -> new ModelledEnergy(-1, RadioJoules.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
