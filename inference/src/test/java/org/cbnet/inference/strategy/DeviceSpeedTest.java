package org.cbnet.inference.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeviceSpeedTest {
  private static final double FACTOR = 50;

  private final DeviceSpeed slow = new DeviceSpeed(FACTOR);

  @Test
  void whatIsComputedTakesSoManyTimesAsLong() {
    DeviceSpeed.Begun begun = slow.begin();
    long before = processorNanos();
    long work = 0;
    while (processorNanos() - before < TimeUnit.MILLISECONDS.toNanos(2)) {
      work += System.identityHashCode(begun) ^ work;
    }
    long computed = processorNanos() - before;
    slow.stretch(begun);

    assertThat(System.nanoTime() - begun.nanos())
        .as("after %d", work)
        .isGreaterThanOrEqualTo((long) (FACTOR * computed));
  }

  @Test
  void theProcessorIsBusyAllTheTime() {
    DeviceSpeed.Begun begun = slow.begin();
    long before = processorNanos();
    while (processorNanos() - before < TimeUnit.MILLISECONDS.toNanos(2)) {
      Thread.onSpinWait();
    }
    long computed = processorNanos() - before;
    slow.stretch(begun);

    // Others may have had it for a while, but it was not given away.
    assertThat(processorNanos() - before).isGreaterThan((long) (FACTOR / 4 * computed));
  }

  @Test
  void whatTheProcessorWasTakenForIsNotStretched() throws InterruptedException {
    DeviceSpeed.Begun begun = slow.begin();
    TimeUnit.MILLISECONDS.sleep(200);
    long away = System.nanoTime() - begun.nanos();
    slow.stretch(begun);

    // Stretched as a whole it would be 50 times as long.
    assertThat(System.nanoTime() - begun.nanos()).isLessThan((long) (FACTOR / 5 * away));
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
