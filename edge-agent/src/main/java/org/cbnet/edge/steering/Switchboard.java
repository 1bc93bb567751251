package org.cbnet.edge.steering;

import java.util.Optional;
import org.cbnet.edge.loop.Handover;
import org.cbnet.edge.loop.Work;

/**
 * What the inference loop is to work with now: a model and a rate, each changed by a thread of its
 * own, offered together. Safe for several threads.
 */
final class Switchboard {
  private final Models models;
  private final Handover handover;
  // Guarded by "this".
  private OpenedModel model;
  private Optional<Double> rate;

  Switchboard(Models models, OpenedModel first, Optional<Double> rate) {
    this.models = models;
    this.model = first;
    this.rate = rate;
    this.handover = new Handover(work());
  }

  Handover handover() {
    return handover;
  }

  synchronized OpenedModel model() {
    return model;
  }

  synchronized void rate(Optional<Double> next) {
    if (!next.equals(rate)) {
      rate = next;
      handover.offer(work());
    }
  }

  /** Offers a model and waits until the loop has taken it; answers the one before, now unused. */
  OpenedModel switchTo(OpenedModel next) throws InterruptedException {
    OpenedModel old;
    synchronized (this) {
      old = model;
      model = next;
      handover.offer(work());
    }
    handover.awaitTaken();
    return old;
  }

  private Work work() {
    return new Work(model.strategy(), models.context(model, rate));
  }
}
