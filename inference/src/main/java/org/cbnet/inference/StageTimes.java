package org.cbnet.inference;

/**
 * Where the time of one inference went, in nanoseconds.
 *
 * <p>{@link #totalNanos()} runs from decoded pixels to label, so it also holds what the stages do
 * not. A stage that a strategy does not have, or cannot tell apart because it is fused into one
 * graph with another, is {@link #NOT_MEASURED}.
 *
 * @param preprocessNanos pixels to network input
 * @param convertNanos converting autoencoder, where it is a graph of its own
 * @param edgeNanos networks and decisions on the device
 * @param encodeNanos packing for the cloud
 * @param networkNanos waiting for the cloud, less {@code cloudNanos}; all of the waiting where it
 *     did not answer
 * @param cloudNanos work in the cloud as it reported it, queueing included
 * @param totalNanos decoded pixels to label, nothing left out
 */
public record StageTimes(
    long preprocessNanos,
    long convertNanos,
    long edgeNanos,
    long encodeNanos,
    long networkNanos,
    long cloudNanos,
    long totalNanos) {

  /** Marks a stage that was not there or could not be told apart. */
  public static final long NOT_MEASURED = -1;

  public StageTimes {
    if (totalNanos < 0) {
      throw new IllegalArgumentException("totalNanos must be >= 0: " + totalNanos);
    }
  }

  /** Times of a strategy that asks nobody. */
  public StageTimes(long preprocessNanos, long convertNanos, long edgeNanos, long totalNanos) {
    this(
        preprocessNanos,
        convertNanos,
        edgeNanos,
        NOT_MEASURED,
        NOT_MEASURED,
        NOT_MEASURED,
        totalNanos);
  }
}
