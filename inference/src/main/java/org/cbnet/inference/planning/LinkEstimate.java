package org.cbnet.inference.planning;

/**
 * The way to the cloud and back as a line over the bytes sent.
 *
 * @param baseNanos what a question without payload would take there and back, its reply's bytes
 *     included: replies are all of one size, so the bandwidth down is in here
 * @param nanosPerByte each byte more, the inverse of the bandwidth up
 */
public record LinkEstimate(double baseNanos, double nanosPerByte) {
  private static final double BITS_PER_BYTE = 8;
  private static final double NANOS_PER_SECOND = 1e9;

  public LinkEstimate {
    if (!(baseNanos >= 0 && nanosPerByte >= 0) || !Double.isFinite(baseNanos + nanosPerByte)) {
      throw new IllegalArgumentException(
          "baseNanos and nanosPerByte must be finite and >= 0: %s, %s"
              .formatted(baseNanos, nanosPerByte));
    }
  }

  /** Nanoseconds for a question of so many bytes. */
  public double nanos(double bytesUp) {
    return baseNanos + bytesUp * nanosPerByte;
  }

  /** For people; infinite where bytes cost nothing that can be measured. */
  public double bitsPerSecondUp() {
    return BITS_PER_BYTE * NANOS_PER_SECOND / nanosPerByte;
  }
}
