package org.cbnet.edge.offload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cbnet.edge.clock.EdgeClock;

/**
 * Keeps letters back while the line does not get rid of those that it has, so that an outage ends
 * with no more stale requests than were on their way when it began.
 *
 * <ol>
 *   <li>At most {@link #MOST_UNDERWAY} letters are with the line.
 *   <li>None is handed over while one is that should have been settled within its budget.
 *   <li>None is handed over whose own budget is over.
 * </ol>
 *
 * <p>Of any thread. The line is called without a lock.
 */
final class Outbox {
  /** Keeps a link filled where round trips take some frames' time. */
  static final int MOST_UNDERWAY = 8;

  /** More than any strategy asks within a budget; who asks more than that is told at once. */
  static final int MOST_WAITING = 64;

  private final Line line;
  private final Questions questions;
  private final EdgeClock clock;
  private final Deque<Letter> waiting = new ArrayDeque<>();
  private final Map<String, Letter> underway = new HashMap<>();

  Outbox(Line line, Questions questions, EdgeClock clock) {
    this.line = line;
    this.questions = questions;
    this.clock = clock;
  }

  /** Sends a letter now, as soon as it may be, or not at all. */
  void post(Letter letter) {
    Optional<String> trouble = line.trouble();
    if (trouble.isPresent()) {
      questions.unreachable(letter.id(), trouble.get());
    } else if (!queue(letter)) {
      questions.unreachable(letter.id(), MOST_WAITING + " questions wait already");
    }
    tend();
  }

  /** Gives up what is over, and hands over what may be. */
  void tend() {
    long now = clock.monotonicNanos();
    giveUp(now);
    while (line.trouble().isEmpty()) {
      Letter next = take(now);
      if (next == null) {
        return;
      }
      line.carry(next, new Settling(next.id()));
    }
  }

  private synchronized boolean queue(Letter letter) {
    if (waiting.size() == MOST_WAITING) {
      return false;
    }
    waiting.add(letter);
    return true;
  }

  private synchronized Letter take(long now) {
    boolean held =
        underway.size() >= MOST_UNDERWAY
            || underway.values().stream().anyMatch(each -> each.isOver(now));
    if (held || waiting.isEmpty()) {
      return null;
    }
    Letter next = waiting.remove();
    underway.put(next.id(), next);
    return next;
  }

  private void giveUp(long now) {
    List<Letter> over = new ArrayList<>();
    synchronized (this) {
      waiting.removeIf(each -> each.isOver(now) && over.add(each));
    }
    over.forEach(
        each ->
            questions.unreachable(
                each.id(), "not sent within its budget: those before it were not taken"));
  }

  private synchronized void remove(String id) {
    underway.remove(id);
  }

  private final class Settling implements Line.Receipt {
    private final String id;

    private Settling(String id) {
      this.id = id;
    }

    @Override
    public void settled() {
      remove(id);
      tend();
    }

    @Override
    public void undeliverable(String detail) {
      questions.unreachable(id, detail);
      settled();
    }
  }
}
