package org.cbnet.trainer.evaluation.latency;

/** Told how a measurement goes on. */
@FunctionalInterface
public interface WorkerListener {
  /** {@code done} of {@code of} steps. */
  void progress(int done, int of);
}
