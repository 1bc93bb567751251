package org.cbnet.inference.strategy;

import java.util.Optional;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.PendingAnswer;

/** A frame's question on its way; tells the link what became of it, once. One thread. */
final class Asked {
  private final CloudLink link;
  private final PendingAnswer pending;
  private final long sentNanos;
  private boolean told;

  Asked(CloudLink link, PendingAnswer pending, long sentNanos) {
    this.link = link;
    this.pending = pending;
    this.sentNanos = sentNanos;
  }

  int bytesUp() {
    return pending.bytesUp();
  }

  /** From asking to the answer, which is there. */
  long tookNanos() {
    return pending.answeredNanos() - sentNanos;
  }

  /** Waits for the answer; empty where there is none in time. */
  Optional<OffloadAnswer> await(long untilNanos) {
    return tell(pending.await(untilNanos));
  }

  /** The answer if it is there by now; later ones are late. */
  Optional<OffloadAnswer> end() {
    Optional<OffloadAnswer> answer = tell(pending.end());
    if (!told) {
      told = true;
      link.missed();
    }
    return answer;
  }

  private Optional<OffloadAnswer> tell(Optional<OffloadAnswer> answer) {
    if (answer.isPresent() && !told) {
      told = true;
      link.answered(answer.get(), pending, sentNanos);
    }
    return answer;
  }
}
