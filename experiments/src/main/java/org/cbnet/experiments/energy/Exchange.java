package org.cbnet.experiments.energy;

/**
 * What a device sends and what it is answered, at one time: a question to the cloud, or a batch of
 * telemetry.
 *
 * @param startNanos when the first byte leaves; of any clock, the same for all
 * @param bytesUp from the device, as counted at the proxy's sockets
 * @param waitNanos from the last byte up to the first byte down
 * @param bytesDown to the device
 */
public record Exchange(long startNanos, long bytesUp, long waitNanos, long bytesDown) {
  public Exchange {
    if (bytesUp < 0 || bytesDown < 0 || waitNanos < 0) {
      throw new IllegalArgumentException(
          "bytes and waitNanos must be at least 0: %d, %d, %d"
              .formatted(bytesUp, bytesDown, waitNanos));
    }
  }
}
