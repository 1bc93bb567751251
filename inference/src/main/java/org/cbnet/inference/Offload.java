package org.cbnet.inference;

/**
 * What one frame had to do with the cloud.
 *
 * @param cut where the network was divided for this frame, see {@code Cut.id()}; null where it was
 *     not
 * @param bytesUp sent to the cloud for it
 * @param bytesDown received from the cloud for it
 * @param fellBack whether a local answer stood in for the cloud's
 */
public record Offload(String cut, long bytesUp, long bytesDown, boolean fellBack) {

  /** Of a frame that never was to leave the device. */
  public static final Offload NONE = new Offload(null, 0, 0, false);

  public Offload {
    if (bytesUp < 0 || bytesDown < 0) {
      throw new IllegalArgumentException(
          "bytes must be >= 0: up %d, down %d".formatted(bytesUp, bytesDown));
    }
  }
}
