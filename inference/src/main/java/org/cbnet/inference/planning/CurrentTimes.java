package org.cbnet.inference.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The times of cuts as they are here and now: profiled, corrected by measured.
 *
 * <p>A cut that was used has its own mean; all others have the profile's times, changed as those of
 * the used cuts were ({@link Calibration}). A time far above the mean is moved nearer: a frame that
 * the processor was taken from says nothing of the next. Used by one thread.
 */
public final class CurrentTimes {
  private static final double SHARE = 0.1;
  private static final double FAR = 3;
  private static final int SURE_SAMPLES = 4;
  // Queues change within seconds, processors do not.
  private static final double QUEUE_SHARE = 0.3;

  private final List<CutCost> costs;
  private final List<Average> device = new ArrayList<>();
  private final List<Average> cloud = new ArrayList<>();
  private final List<Average> bytes = new ArrayList<>();
  private final Average queue = new Average(QUEUE_SHARE);
  // Null where a time has come since: frames bring times more often than somebody plans.
  private Calibration deviceCalibration;
  private Calibration cloudCalibration;

  CurrentTimes(List<CutCost> costs) {
    this.costs = costs;
    for (int i = 0; i < costs.size(); i++) {
      device.add(new Average(SHARE));
      cloud.add(new Average(SHARE));
      bytes.add(new Average(SHARE));
    }
  }

  /** The device's half of a frame took so long, packing included. */
  void deviceTook(int number, long nanos) {
    add(device.get(number), nanos);
    deviceCalibration = null;
  }

  /** The device's half takes so long, whatever it took before. */
  void deviceTakes(int number, double nanos) {
    device.set(number, new Average(SHARE));
    device.get(number).add(nanos);
    deviceCalibration = null;
  }

  /** The cloud's half took so long, by the reply. */
  public void cloudTook(int number, long nanos) {
    add(cloud.get(number), nanos);
    cloudCalibration = null;
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
    if (deviceCalibration == null) {
      deviceCalibration = deviceCalibration();
    }
    Average own = device.get(number);
    return own.isKnown() ? own.get() : deviceCalibration.at(costs.get(number).deviceNanos());
  }

  /** What a half would take that was profiled to take nothing: what there is around all halves. */
  double deviceOverheadNanos() {
    if (deviceCalibration == null) {
      deviceCalibration = deviceCalibration();
    }
    return deviceCalibration.at(0);
  }

  /** Whether a frame at this cut has asked. */
  boolean hasSent(int number) {
    return bytes.get(number).isKnown();
  }

  double cloudNanos(int number) {
    if (cloudCalibration == null) {
      cloudCalibration = calibration(cloud, CutCost::cloudNanos, 0);
    }
    Average own = cloud.get(number);
    return queueNanos()
        + (own.isKnown() ? own.get() : cloudCalibration.at(costs.get(number).cloudNanos()));
  }

  double bytesUp(int number) {
    Average sent = bytes.get(number);
    return sent.isKnown() ? sent.get() : costs.get(number).bytesUp();
  }

  double queueNanos() {
    return queue.get();
  }

  private static void add(Average own, long nanos) {
    boolean isSure = own.count() >= SURE_SAMPLES;
    own.add(isSure ? Math.min((double) nanos, FAR * own.get()) : (double) nanos);
  }

  // Of the image, number 0, packing is profiled and nothing computed; and it may cross unpacked.
  private Calibration deviceCalibration() {
    return calibration(device, CutCost::deviceNanos, 1);
  }

  private Calibration calibration(
      List<Average> own, ToDoubleFunction<CutCost> profiled, int first) {
    Calibration calibration = new Calibration();
    for (int i = first; i < costs.size(); i++) {
      double expected = profiled.applyAsDouble(costs.get(i));
      if (own.get(i).isKnown() && own.get(i).get() > 0 && expected > 0) {
        calibration.add(expected, own.get(i).get());
      }
    }
    return calibration;
  }
}
