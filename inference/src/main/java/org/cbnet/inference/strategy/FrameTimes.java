package org.cbnet.inference.strategy;

import org.cbnet.inference.StageTimes;

/** The stages of one frame as they pass. One thread. */
final class FrameTimes {
  private final long start = System.nanoTime();
  private long preprocessNanos = StageTimes.NOT_MEASURED;
  private long edgeNanos;
  private long encodeNanos = StageTimes.NOT_MEASURED;
  private long networkNanos = StageTimes.NOT_MEASURED;
  private long cloudNanos = StageTimes.NOT_MEASURED;

  long start() {
    return start;
  }

  long elapsed() {
    return System.nanoTime() - start;
  }

  void preprocessed(long beginNanos) {
    preprocessNanos = System.nanoTime() - beginNanos;
  }

  /** A network has run on the device; what several take is added. */
  void computed(long beginNanos) {
    edgeNanos += System.nanoTime() - beginNanos;
  }

  void encoded(long beginNanos) {
    encodeNanos = System.nanoTime() - beginNanos;
  }

  /** Waiting for the cloud has ended, with an answer or without. */
  void waited(long beginNanos) {
    networkNanos = System.nanoTime() - beginNanos;
  }

  /** The cloud has answered after so long, of which it had so much itself. */
  void answered(long tookNanos, long inCloudNanos) {
    cloudNanos = Math.min(inCloudNanos, tookNanos);
    networkNanos = tookNanos - cloudNanos;
  }

  StageTimes end() {
    return new StageTimes(
        preprocessNanos,
        StageTimes.NOT_MEASURED,
        edgeNanos,
        encodeNanos,
        networkNanos,
        cloudNanos,
        elapsed());
  }
}
