package org.cbnet.inference.planning;

import java.util.ArrayList;
import java.util.List;

/**
 * The times of cuts as they are here and now: profiled, corrected by measured.
 *
 * <p>A cut that was used lately has its own mean; all others have the profile's times, stretched as
 * the measured cuts' were. Used by one thread.
 */
public final class CurrentTimes {
  private static final double SHARE = 0.1;
  // Queues change within seconds, processors do not.
  private static final double QUEUE_SHARE = 0.3;

  private final List<CutCost> costs;
  private final List<Average> device = new ArrayList<>();
  private final List<Average> cloud = new ArrayList<>();
  private final List<Average> bytes = new ArrayList<>();
  private final Average deviceFactor = new Average(SHARE);
  private final Average cloudFactor = new Average(SHARE);
  private final Average queue = new Average(QUEUE_SHARE);

  CurrentTimes(List<CutCost> costs) {
    this.costs = costs;
    for (int i = 0; i < costs.size(); i++) {
      device.add(new Average(SHARE));
      cloud.add(new Average(SHARE));
      bytes.add(new Average(SHARE));
    }
  }

  /** The device's half of a frame took so long, packing included. */
  public void deviceTook(int number, long nanos) {
    add(device.get(number), deviceFactor, nanos, costs.get(number).deviceNanos());
  }

  /** The cloud's half took so long, by the reply. */
  public void cloudTook(int number, long nanos) {
    add(cloud.get(number), cloudFactor, nanos, costs.get(number).cloudNanos());
  }

  /** A frame at this cut sent so many bytes. */
  public void sent(int number, int bytesUp) {
    bytes.get(number).add(bytesUp);
  }

  /** A question has waited so long in the cloud, by the reply. */
  public void queued(long nanos) {
    queue.add((double) nanos);
  }

  double deviceNanos(int number) {
    return nanos(device.get(number), deviceFactor, costs.get(number).deviceNanos());
  }

  double cloudNanos(int number) {
    return queueNanos() + nanos(cloud.get(number), cloudFactor, costs.get(number).cloudNanos());
  }

  double bytesUp(int number) {
    Average sent = bytes.get(number);
    return sent.isKnown() ? sent.get() : costs.get(number).bytesUp();
  }

  double queueNanos() {
    return queue.get();
  }

  private static void add(Average own, Average factor, long nanos, double profiled) {
    own.add((double) nanos);
    if (profiled > 0) {
      factor.add(nanos / profiled);
    }
  }

  private static double nanos(Average own, Average factor, double profiled) {
    if (own.isKnown()) {
      return own.get();
    }
    return factor.isKnown() ? profiled * factor.get() : profiled;
  }
}
