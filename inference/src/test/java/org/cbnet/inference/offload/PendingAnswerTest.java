package org.cbnet.inference.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.cbnet.inference.offload.OffloadAnswer.Answered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PendingAnswerTest {
  private static final Answered SEVEN = new Answered(7, 0.5f, "final", 1, 2, 30);
  private static final Answered EIGHT = new Answered(8, 0.5f, "final", 1, 2, 30);

  private final PendingAnswer pending = new PendingAnswer(100);

  @Test
  void wakesWhoeverAwaitsIt() {
    Thread transport = new Thread(() -> pending.complete(SEVEN));
    transport.start();

    assertThat(pending.await(System.nanoTime() + TimeUnit.SECONDS.toNanos(50))).contains(SEVEN);
    assertThat(pending.end()).contains(SEVEN);
  }

  @Test
  void isEmptyWhereTheTimeIsOver() {
    assertThat(pending.await(System.nanoTime() + 1_000_000)).isEmpty();
    assertThat(pending.await(System.nanoTime() - 1)).isEmpty();
  }

  @Test
  void tellsTheTransportThatItCameTooLate() {
    assertThat(pending.end()).isEmpty();

    assertThat(pending.complete(SEVEN)).isFalse();
    assertThat(pending.end()).isEmpty();
  }

  @Test
  void isThereAfterAWaitThatWasTooShort() {
    assertThat(pending.await(System.nanoTime() - 1)).isEmpty();

    assertThat(pending.complete(SEVEN)).isTrue();

    assertThat(pending.end()).contains(SEVEN);
  }

  @Test
  void keepsTheFirstOfTwo() {
    assertThat(pending.complete(SEVEN)).isTrue();
    assertThat(pending.complete(EIGHT)).isFalse();
    assertThat(pending.end()).contains(SEVEN);
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() {
    Thread.currentThread().interrupt();

    assertThat(pending.await(System.nanoTime() + TimeUnit.SECONDS.toNanos(50))).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
  }
}
