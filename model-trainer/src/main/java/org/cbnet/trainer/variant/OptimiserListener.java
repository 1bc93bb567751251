package org.cbnet.trainer.variant;

/** Told how an optimisation goes on. */
public interface OptimiserListener {
  /** {@code done} of {@code of} steps of a phase. */
  void progress(String phase, int done, int of);

  /** Something that the reader of the figures must know. */
  void note(String text);
}
