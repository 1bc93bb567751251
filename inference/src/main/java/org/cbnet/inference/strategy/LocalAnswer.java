package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import org.cbnet.inference.Frame;
import org.cbnet.inference.Softmax;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;

/**
 * The best answer that the device can have by the deadline: the rest of its own network, or a
 * lighter network where the rest would take more than half of the deadline. One thread.
 */
final class LocalAnswer implements AutoCloseable {
  /** The exit that results name where a lighter network has answered. */
  static final String LIGHTER = "fallback";

  private static final double RESERVE = 1.3;
  private static final long RESERVE_NANOS = 500_000;
  private static final int TRIALS = 5;

  private final OnnxNetwork lighter;
  private final PixelInput pixels;
  private final RunTime lighterTime = new RunTime();
  private final long mostNanos;

  private LocalAnswer(OnnxNetwork lighter, PixelInput pixels, long deadlineNanos) {
    this.lighter = lighter;
    this.pixels = pixels;
    this.mostNanos = deadlineNanos / 2;
  }

  /**
   * Opens the lighter network where there is one, and learns what it takes.
   *
   * @throws BundleException where it takes other images or has other classes than the strategy's
   */
  static LocalAnswer open(ModelBundle own, Offloading offloading, Provider provider)
      throws BundleException {
    long deadlineNanos = offloading.deadline().toNanos();
    if (offloading.fallback().isEmpty()) {
      return new LocalAnswer(null, null, deadlineNanos);
    }
    ModelBundle bundle = offloading.fallback().get();
    if (bundle.manifest().height() != own.manifest().height()
        || bundle.manifest().width() != own.manifest().width()
        || !bundle.manifest().classes().equals(own.manifest().classes())) {
      throw new BundleException(
          bundle.folder(),
          "can't stand in for %s: images or classes differ".formatted(own.folder()));
    }
    OnnxNetwork lighter =
        OnnxNetwork.open(
            bundle,
            provider,
            SingleNetworkStrategy.ROLE,
            SingleNetworkStrategy.INPUT,
            SingleNetworkStrategy.LOGITS);
    LocalAnswer answer = new LocalAnswer(lighter, new PixelInput(bundle.manifest()), deadlineNanos);
    answer.learn(bundle);
    return answer;
  }

  /** How long before the deadline it must begin. */
  long reserveNanos(DeviceSide side, DeviceSpeed speed) {
    double nanos = isLighter(side, speed) ? lighterTime.nanos() : side.finishNanos();
    return nanos == 0 ? 0 : (long) (RESERVE * speed.factor() * nanos) + RESERVE_NANOS;
  }

  /**
   * Answers into the softmax.
   *
   * @return the exit that has answered
   */
  String run(Frame frame, DeviceSide side, Softmax softmax, DeviceSpeed speed, FrameTimes times)
      throws OrtException {
    DeviceSpeed.Begun begin = speed.begin();
    String exit = isLighter(side, speed) ? runLighter(frame, softmax) : side.finish(softmax);
    speed.stretch(begin);
    times.computed(begin.nanos());
    return exit;
  }

  @Override
  public void close() {
    if (lighter != null) {
      lighter.close();
    }
  }

  private boolean isLighter(DeviceSide side, DeviceSpeed speed) {
    return lighter != null && speed.factor() * side.finishNanos() > mostNanos;
  }

  private String runLighter(Frame frame, Softmax softmax) throws OrtException {
    long begin = System.nanoTime();
    FloatBuffer input = lighter.buffer(SingleNetworkStrategy.INPUT);
    pixels.write(frame, input);
    lighter.run();
    softmax.read(lighter.buffer(SingleNetworkStrategy.LOGITS));
    lighterTime.add(System.nanoTime() - begin);
    return LIGHTER;
  }

  private void learn(ModelBundle bundle) throws BundleException {
    try {
      for (int i = 0; i < TRIALS; i++) {
        long begin = System.nanoTime();
        lighter.run();
        lighterTime.add(System.nanoTime() - begin);
      }
    } catch (OrtException e) {
      throw new BundleException(bundle.folder(), "does not run: " + e.getMessage(), e);
    }
  }
}
