package org.cbnet.edge.config;

import java.util.Objects;
import org.cbnet.inference.dataset.KnownDataSet;

/**
 * Where frames come from: the test images of a data set, in order.
 *
 * @param dataSet which
 * @param firstFrame index of the first image
 * @param frames how many; 0 for all that follow
 * @param framesPerSecond 0 for as fast as possible
 */
public record SourceConfig(
    KnownDataSet dataSet, int firstFrame, int frames, double framesPerSecond) {
  static final Setting<KnownDataSet> DATA_SET =
      Setting.choice("source.data-set", "mnist, fashion-mnist or kmnist", KnownDataSet::of);
  static final Setting<Integer> FIRST_FRAME =
      Setting.whole("source.first-frame", 0, Integer.MAX_VALUE);
  static final Setting<Integer> FRAMES = Setting.whole("source.frames", 0, Integer.MAX_VALUE);
  static final Setting<Double> FRAMES_PER_SECOND =
      Setting.number("source.frames-per-second", 0, 1_000_000);

  public SourceConfig {
    Objects.requireNonNull(dataSet, "dataSet is null");
    FIRST_FRAME.check(firstFrame);
    FRAMES.check(frames);
    FRAMES_PER_SECOND.check(framesPerSecond);
  }

  static SourceConfig read(Values values) {
    return new SourceConfig(
        values.get(DATA_SET, KnownDataSet.FASHION_MNIST.id()),
        values.get(FIRST_FRAME, "0"),
        values.get(FRAMES, "0"),
        values.get(FRAMES_PER_SECOND, "0"));
  }
}
