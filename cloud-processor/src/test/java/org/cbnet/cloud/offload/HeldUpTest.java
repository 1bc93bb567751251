package org.cbnet.cloud.offload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldUpTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final HeldUp heldUp = new HeldUp();

  @Test
  void isWhatARequestTakesLongerThanTheQuickest() {
    // The sender's clock is an hour ahead; the way takes 5 ms.
    assertThat(sent(3_600 * SECOND, 5 * MILLI)).isZero();
    assertThat(sent(3_600 * SECOND + MILLI, 46 * MILLI)).isBetween(39 * MILLI, 40 * MILLI);
    assertThat(sent(3_600 * SECOND + 2 * MILLI, 7 * MILLI)).isZero();
  }

  @Test
  void aQuickerOneBecomesTheMeasure() {
    assertThat(sent(0, 50 * MILLI)).isZero();
    assertThat(sent(0, 10 * MILLI)).isZero();
    assertThat(sent(0, 50 * MILLI)).isBetween(39 * MILLI, 40 * MILLI);
  }

  @Test
  void clocksOfDifferentNamesHaveNothingToDoWithEachOther() {
    assertThat(heldUp.nanos("pi", "a", 0, 5 * MILLI)).isZero();
    assertThat(heldUp.nanos("pi", "b", 0, 900 * MILLI)).isZero();
    assertThat(heldUp.nanos("other", "a", 0, 900 * MILLI)).isZero();
    assertThat(heldUp.nanos("pi", "a", 0, 105 * MILLI)).isBetween(99 * MILLI, 100 * MILLI);
  }

  @Test
  void aClockThatIsSlowByTheMostIsNoSlowWay() {
    // 500 ppm for a day: 43 s in all.
    for (long at = 0; at < 86_400 * SECOND; at += SECOND) {
      long sent = at - at / 2_000;
      assertThat(heldUp.nanos("pi", "slow", sent, at + 5 * MILLI)).isLessThan(MILLI / 100);
    }
  }

  @Test
  void whatHasNoClockIsNotHeldUp() {
    assertThat(heldUp.nanos("pi", "", 0, 0)).isZero();
    assertThat(heldUp.nanos("pi", "", 0, 900 * MILLI)).isZero();
    String name = "x".repeat(65);
    assertThat(heldUp.nanos("pi", name, 0, 0)).isZero();
    assertThat(heldUp.nanos("pi", name, 0, 900 * MILLI)).isZero();
  }

  private long sent(long sentNanos, long receivedNanos) {
    return heldUp.nanos("pi", "boot", sentNanos, receivedNanos);
  }
}
