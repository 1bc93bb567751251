package org.cbnet.trainer.evaluation.latency;

/** What one network does in one round. */
public interface Block {
  /**
   * Runs it.
   *
   * @return microseconds of each measurement that counts
   */
  double[] micros(int round);
}
