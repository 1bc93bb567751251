package org.cbnet.trainer.evaluation;

/** Told how an evaluation goes on. */
public interface EvaluationListener {
  /** {@code done} of {@code of} steps of a phase. */
  void progress(String phase, int done, int of);

  /** Something that the reader of the figures must know. */
  void note(String text);
}
