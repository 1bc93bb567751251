package org.cbnet.inference.strategy;

import org.cbnet.inference.partition.Cut;

/** A cut's halves can't be opened on this machine. */
final class UnusableCutException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Cut cut;

  UnusableCutException(Cut cut, Exception cause) {
    super("its halves can't be opened: " + cause.getMessage(), cause);
    this.cut = cut;
  }

  /** Which. */
  Cut cut() {
    return cut;
  }
}
