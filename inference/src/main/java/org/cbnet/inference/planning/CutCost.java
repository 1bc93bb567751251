package org.cbnet.inference.planning;

import org.cbnet.inference.partition.Cut;

/**
 * What a cut costs where nothing is in the way, as profiled.
 *
 * @param cut which
 * @param deviceNanos the device's half, packing included; all where the cut has no tail
 * @param cloudNanos the cloud's half; 0 where the cut has no tail
 * @param bytesUp what is sent for a frame, as first guess; 0 where the cut has no tail
 */
public record CutCost(Cut cut, double deviceNanos, double cloudNanos, double bytesUp) {
  public CutCost {
    if (!(deviceNanos >= 0 && cloudNanos >= 0 && bytesUp >= 0)
        || !Double.isFinite(deviceNanos + cloudNanos + bytesUp)) {
      throw new IllegalArgumentException(
          "costs of cut %s must be finite and >= 0: device %s, cloud %s, bytes %s"
              .formatted(cut.id(), deviceNanos, cloudNanos, bytesUp));
    }
  }

  /** The same on a device that takes so many times as long. */
  public CutCost onDevice(double factor) {
    return new CutCost(cut, factor * deviceNanos, cloudNanos, bytesUp);
  }
}
