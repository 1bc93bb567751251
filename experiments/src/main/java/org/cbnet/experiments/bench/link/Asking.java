package org.cbnet.experiments.bench.link;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.cbnet.inference.feature.EncodedTensor;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.offload.OffloadTensor;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.offload.PendingAnswer;

/** Round trips through an offloader, as a strategy makes them. */
final class Asking implements Contender {
  private static final long BUDGET_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int ATTEMPTS = 300;

  private final Offloader offloader;
  private final OffloadQuestion question;
  private int bytesUp;
  private int bytesDown;

  /**
   * Waits until questions are answered.
   *
   * @param payloadBytes of the one tensor
   */
  Asking(Offloader offloader, int payloadBytes) throws IOException, InterruptedException {
    this.offloader = offloader;
    byte[] values = new byte[payloadBytes];
    new SplittableRandom(1).nextBytes(values);
    this.question =
        new OffloadQuestion(
            "0".repeat(64),
            "3:features",
            List.of(
                new OffloadTensor(
                    "features",
                    List.of(1, payloadBytes),
                    new EncodedTensor("uint8", "raw", 1, 0, values))));
    for (int i = 0; i < ATTEMPTS; i++) {
      if (ask().isPresent()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IOException(offloader.transport() + " gives no answer: " + offloader.counts());
  }

  /** Of the request as it is on the wire. */
  int bytesUp() {
    return bytesUp;
  }

  /** Of the reply as it is on the wire. */
  int bytesDown() {
    return bytesDown;
  }

  @Override
  public long roundTrip() throws IOException {
    long start = System.nanoTime();
    if (ask().isEmpty()) {
      throw new IOException(offloader.transport() + " gave no answer: " + offloader.counts());
    }
    return System.nanoTime() - start;
  }

  private Optional<OffloadAnswer> ask() {
    PendingAnswer pending = offloader.ask(question, BUDGET_NANOS);
    Optional<OffloadAnswer> answer = pending.await(System.nanoTime() + BUDGET_NANOS);
    bytesUp = pending.bytesUp();
    bytesDown = answer.map(OffloadAnswer::bytesDown).orElse(0);
    return answer.filter(OffloadAnswer.Answered.class::isInstance);
  }
}
