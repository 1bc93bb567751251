package org.cbnet.inference.profile;

import java.util.Objects;

/**
 * What the halves of a cut take, each run whole: sums of single layers differ, as the runtime fuses
 * across layers.
 *
 * @param cut its id on the wire, see {@code Cut.id()}
 * @param head image to cut tensors; null where all is in the cloud
 * @param tail cut tensors to logits; null where all is on the device
 */
public record CutTimes(String cut, Timing head, Timing tail) {
  private static final Timing NONE = new Timing(0, 0, 0, 0);

  public CutTimes {
    Objects.requireNonNull(cut, "cut is null");
    if (head == null && tail == null) {
      throw new IllegalArgumentException("cut %s has neither head nor tail".formatted(cut));
    }
  }

  /** Of the head; 0 where there is none. */
  public Timing headOrNone() {
    return head == null ? NONE : head;
  }

  /** Of the tail; 0 where there is none. */
  public Timing tailOrNone() {
    return tail == null ? NONE : tail;
  }
}
