package org.cbnet.edge.clock;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.cbnet.edge.clock.KernelClock.KernelClockException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class KernelSyncTest {
  private KernelTime kernel = new KernelTime(KernelTime.TIME_OK, 0);
  private int calls;
  private boolean marker;

  @ParameterizedTest
  @CsvSource({
    "0, 0x0001, true", // TIME_OK, STA_PLL
    "1, 0x2001, true", // TIME_INS: a leap second is due, the clock is right
    "5, 0x0040, false", // TIME_ERROR, STA_UNSYNC: as a Pi starts
    "5, 0x0000, false",
    "0, 0x2040, false"
  })
  void believesTheKernel(int state, String status, boolean synced) {
    kernel = new KernelTime(state, Integer.decode(status));
    marker = !synced;

    assertThat(new KernelSync(() -> kernel, () -> marker).synced()).isEqualTo(synced);
  }

  @Test
  void believesTheMarkerWhereTheKernelDoesNotAnswerAndSaysSoOnce() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(KernelSync.class);
    log.start();
    logger.addAppender(log);
    KernelSync sync = new KernelSync(this::refuse, () -> marker);

    boolean before = sync.synced();
    marker = true;
    boolean after = sync.synced();
    logger.detachAppender(log);

    assertThat(before).isFalse();
    assertThat(after).isTrue();
    assertThat(calls).isEqualTo(1);
    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getKeyValuePairs().toString()).contains("Operation not permitted");
  }

  @Test
  void readsTheKernelOfThisMachine() {
    try {
      KernelTime time = new AdjTimex().read();

      assertThat(time.state()).isBetween(KernelTime.TIME_OK, KernelTime.TIME_ERROR);
      // TIME_ERROR has a reason among the status bits: STA_UNSYNC, STA_CLOCKERR or a PPS signal's.
      assertThat(time.state() == KernelTime.TIME_ERROR).isEqualTo((time.status() & 0x1740) != 0);
    } catch (KernelClockException e) {
      assertThat(e).as("where a sandbox forbids it").hasMessageContaining("adjtimex");
    }
  }

  private KernelTime refuse() throws KernelClockException {
    calls++;
    throw new KernelClockException("adjtimex: [1] Operation not permitted", null);
  }
}
