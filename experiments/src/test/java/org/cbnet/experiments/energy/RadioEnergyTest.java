package org.cbnet.experiments.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RadioEnergyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final RadioEnergy LTE = new RadioEnergy(RadioPower.LTE, 12, 12);

  @Test
  void oneExchangeIsBytesTimePromotionAndTail() {
    // 1.2 Mbit up in 0.1 s, 0.5 s until the answer, 0.012 Mbit down in 0.001 s.
    RadioJoules joules =
        LTE.joules(List.of(new Exchange(7 * SECOND, 150_000, 500 * MILLI, 1_500)), 60);

    assertThat(joules.up()).isCloseTo(1.2 * 0.43839, within(1e-9));
    assertThat(joules.down()).isCloseTo(0.012 * 0.05197, within(1e-9));
    assertThat(joules.base()).isCloseTo(0.101 * 1.28804, within(1e-9));
    assertThat(joules.promotion()).isCloseTo(0.2601 * 1.2107, within(1e-9));
    assertThat(joules.tail()).isCloseTo((0.5 + 11.576) * 1.06, within(1e-9));
    assertThat(joules.idle()).isCloseTo((60 - 0.101 - 0.5 - 11.576) * 0.02, within(1e-9));
    assertThat(joules.total()).isCloseTo(14.7287, within(1e-3));
  }

  @Test
  void framesCloserThanTheTailShareIt() {
    // 0.12 Mbit up in 0.01 s, twice, 5 s apart.
    RadioJoules joules =
        LTE.joules(
            List.of(new Exchange(5 * SECOND, 15_000, 0, 0), new Exchange(0, 15_000, 0, 0)), 60);

    assertThat(joules.promotion()).isCloseTo(0.2601 * 1.2107, within(1e-9));
    assertThat(joules.tail()).isCloseTo((4.99 + 11.576) * 1.06, within(1e-9));
    assertThat(joules.base()).isCloseTo(0.02 * 1.28804, within(1e-9));
  }

  @Test
  void framesFurtherApartHaveATailAndAPromotionEach() {
    RadioJoules joules =
        LTE.joules(
            List.of(new Exchange(0, 15_000, 0, 0), new Exchange(20 * SECOND, 15_000, 0, 0)), 60);

    assertThat(joules.promotion()).isCloseTo(2 * 0.2601 * 1.2107, within(1e-9));
    assertThat(joules.tail()).isCloseTo(2 * 11.576 * 1.06, within(1e-9));
  }

  @Test
  void aTailOfTwoStatesIsCutInTheSecond() {
    RadioEnergy energy = new RadioEnergy(RadioPower.THREE_G, 1, 1);
    // 1 Mbit in 1 s, then 8.5 s of which 0.4118 s are in the second state.
    RadioJoules joules =
        energy.joules(
            List.of(new Exchange(0, 125_000, 0, 0), new Exchange(9_500 * MILLI, 125_000, 0, 0)),
            60);

    double first = 8.0882 * 0.8039 + 0.4118 * 0.6013;
    double last = 8.0882 * 0.8039 + 0.8242 * 0.6013;
    assertThat(joules.tail()).isCloseTo(first + last, within(1e-9));
    assertThat(joules.promotion()).isCloseTo(0.5821 * 0.6594, within(1e-9));
  }

  @Test
  void trafficAtTheSameTimeTakesItsTimeOnce() {
    RadioEnergy energy = new RadioEnergy(RadioPower.WIFI, 8, 8);
    RadioJoules joules =
        energy.joules(
            List.of(new Exchange(0, 1_000_000, 0, 0), new Exchange(500 * MILLI, 1_000_000, 0, 0)),
            10);

    assertThat(joules.base()).isCloseTo(1.5 * 0.13286, within(1e-9));
    assertThat(joules.up()).isCloseTo(16 * 0.28317, within(1e-9));
  }

  @Test
  void silenceIsIdle() {
    RadioJoules joules = LTE.joules(List.of(), 100);

    assertThat(joules).isEqualTo(new RadioJoules(0, 0, 0, 0, 0, 2));
    // Nothing was sent, so nothing was begun.
    assertThat(LTE.joules(List.of(new Exchange(0, 0, SECOND, 0)), 100)).isEqualTo(joules);
  }

  @Test
  void linksHaveTheirRadios() {
    assertThat(RadioPower.ofLink("lte")).contains(RadioPower.LTE);
    assertThat(RadioPower.ofLink("flaky")).contains(RadioPower.LTE);
    assertThat(RadioPower.ofLink("3g")).contains(RadioPower.THREE_G);
    assertThat(RadioPower.ofLink("wifi")).contains(RadioPower.WIFI);
    assertThat(RadioPower.ofLink("lan")).isEmpty();
    assertThat(RadioPower.ofLink("none")).isEmpty();
  }

  @Test
  void rejectsWhatCannotBe() {
    assertThatThrownBy(() -> new Exchange(0, -1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RadioEnergy(RadioPower.LTE, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RadioPhase(1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RadioJoules(0, 0, 0, 0, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
