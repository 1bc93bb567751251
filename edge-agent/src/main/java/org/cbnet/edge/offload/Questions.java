package org.cbnet.edge.offload;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.OffloadCounts;
import org.cbnet.inference.offload.PendingAnswer;

/**
 * What was asked and what became of it: {@code asked = answered + refused + unreachable + late +
 * lost + open} at any moment. Of any thread.
 *
 * <p>A question is open until its reply comes, until it is known that none will, or until {@link
 * #PATIENCE_NANOS} after its budget. No more than {@link #MOST_OPEN} are: the oldest is lost then.
 */
final class Questions {
  static final int MOST_OPEN = 1_024;
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final EdgeClock clock;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private boolean closed;
  private long asked;
  private long answered;
  private long refused;
  private long unreachable;
  private long late;
  private long lost;
  private long foreign;
  private long undecodable;

  private record Open(PendingAnswer pending, long forgetNanos) {}

  Questions(EdgeClock clock) {
    this.clock = clock;
  }

  synchronized PendingAnswer ask(Letter letter) {
    forget();
    if (open.size() == MOST_OPEN) {
      lose(open.keySet().iterator().next());
    }
    PendingAnswer pending = new PendingAnswer(letter.payload().length);
    asked++;
    open.put(letter.id(), new Open(pending, letter.endNanos() + PATIENCE_NANOS));
    if (closed) {
      unreachable(letter.id(), "the offloader is closed");
    }
    return pending;
  }

  /** A reply has come: in time, late, or to what is not open here. */
  synchronized void reply(String id, OffloadAnswer answer) {
    Open question = open.remove(id);
    if (question == null) {
      foreign++;
    } else if (!question.pending().complete(answer)) {
      late++;
    } else if (answer instanceof OffloadAnswer.Answered) {
      answered++;
    } else {
      refused++;
    }
  }

  /** Something has come that answers nothing here. */
  synchronized void foreign() {
    foreign++;
  }

  /** A reply has come that can't be decoded; what became of its question is counted elsewhere. */
  synchronized void undecodable() {
    undecodable++;
  }

  /** It was not sent, or no answer will come; does nothing where the question is not open. */
  synchronized void unreachable(String id, String detail) {
    Open question = open.remove(id);
    if (question != null) {
      unreachable++;
      question.pending().complete(new OffloadAnswer.Unreachable(detail));
    }
  }

  /** Nothing listens for its reply any more; does nothing where the question is not open. */
  synchronized void lose(String id) {
    if (open.remove(id) != null) {
      lost++;
    }
  }

  /** Loses what is open, and takes no more. */
  synchronized void close() {
    closed = true;
    new ArrayList<>(open.keySet()).forEach(this::lose);
  }

  synchronized OffloadCounts counts(long bytesUp, long bytesDown) {
    forget();
    return new OffloadCounts(
        asked,
        answered,
        refused,
        unreachable,
        late,
        lost,
        foreign,
        undecodable,
        bytesUp,
        bytesDown);
  }

  synchronized int openCount() {
    return open.size();
  }

  private void forget() {
    long now = clock.monotonicNanos();
    for (Iterator<Open> each = open.values().iterator(); each.hasNext(); ) {
      if (now - each.next().forgetNanos() >= 0) {
        each.remove();
        lost++;
      }
    }
  }
}
