package org.cbnet.edge.steering;

import org.cbnet.edge.loop.Handover;
import org.cbnet.edge.loop.Work;

/**
 * What the inference loop is to work with now: a model and the terms of its work, each changed by a
 * thread of its own, offered together. Safe for several threads.
 */
final class Switchboard {
  private final Models models;
  private final Handover handover;
  // Guarded by "this".
  private OpenedModel model;
  private Terms terms;

  Switchboard(Models models, OpenedModel first, Terms terms) {
    this.models = models;
    this.model = first;
    this.terms = terms;
    this.handover = new Handover(work());
  }

  Handover handover() {
    return handover;
  }

  synchronized OpenedModel model() {
    return model;
  }

  synchronized void workUnder(Terms next) {
    if (!next.equals(terms)) {
      terms = next;
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
    return new Work(model.strategy(), models.context(model, terms));
  }
}
