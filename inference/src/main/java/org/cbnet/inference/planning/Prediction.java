package org.cbnet.inference.planning;

/**
 * What a frame would take now at a cut.
 *
 * @param deviceNanos the device's half
 * @param networkNanos the way there and back; infinite where nothing is known of the link or it is
 *     down
 * @param cloudNanos waiting and work in the cloud
 * @param joules modelled, of the device
 */
public record Prediction(
    double deviceNanos, double networkNanos, double cloudNanos, double joules) {

  /** From pixels to label. */
  public double totalNanos() {
    return deviceNanos + networkNanos + cloudNanos;
  }
}
