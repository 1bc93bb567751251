package org.cbnet.inference.planning;

/**
 * What a device draws above idle, for a model of its joules a frame. A model, not a measurement:
 * figures made with it are labelled so.
 *
 * @param computingWatts while a core computes
 * @param sendingWatts while the radio sends
 * @param waitingWatts while it waits for the cloud
 */
public record EnergyRates(double computingWatts, double sendingWatts, double waitingWatts) {
  private static final double NANOS_PER_SECOND = 1e9;

  public EnergyRates {
    if (!(computingWatts >= 0 && sendingWatts >= 0 && waitingWatts >= 0)) {
      throw new IllegalArgumentException(
          "watts must be >= 0: computing %s, sending %s, waiting %s"
              .formatted(computingWatts, sendingWatts, waitingWatts));
    }
  }

  /** Joules of a frame. */
  double joules(double computingNanos, double sendingNanos, double waitingNanos) {
    return (computingWatts * computingNanos
            + sendingWatts * sendingNanos
            + waitingWatts * waitingNanos)
        / NANOS_PER_SECOND;
  }
}
