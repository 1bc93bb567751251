package org.cbnet.experiments.bench.map;

import java.util.Objects;
import org.cbnet.experiments.bench.device.Quantiles;
import org.cbnet.experiments.bench.device.Turn;
import org.cbnet.inference.partition.Cut;

/**
 * What frames took where a cut was held fast.
 *
 * @param cut its id
 * @param kind where the network runs with it: {@link #DEVICE}, {@link #INNER} or {@link #CLOUD}
 * @param p50Micros median from decoded pixels to label, of the finals' frames where it was in them,
 *     else of the first rounds'; NaN where no frame was measured
 * @param meanMicros mean of the first rounds'; NaN where no frame was measured
 * @param predictedMicros median of what the planner of {@code partition} expected of this cut in
 *     the same rounds; NaN where it could not tell
 * @param fellBack of the frames: the device answered, since the cloud did not
 * @param frames measured; 0 where there is no link to ask over
 * @param repeated tries that met an outage and are no frames: they were taken again after it
 * @param isFinalist whether it was measured in the finals, by which the best is told
 */
record CutFigure(
    String cut,
    String kind,
    double p50Micros,
    double meanMicros,
    double predictedMicros,
    int fellBack,
    int frames,
    int repeated,
    boolean isFinalist) {
  static final String DEVICE = Turn.DEVICE;
  static final String INNER = "inner";
  static final String CLOUD = "cloud";

  /** More than this share of frames that fell back, and it is another cut that was measured. */
  static final double MOST_FELL_BACK = 0.01;

  CutFigure {
    Objects.requireNonNull(cut, "cut is null");
    Objects.requireNonNull(kind, "kind is null");
    if (frames < 0 || fellBack < 0 || fellBack > frames || repeated < 0) {
      throw new IllegalArgumentException(
          "cut %s: %d of %d frames fell back, %d repeated: that can't be"
              .formatted(cut, fellBack, frames, repeated));
    }
  }

  /** Of a cut that nobody could ask for: there is no link. */
  static CutFigure unasked(Cut cut) {
    return new CutFigure(cut.id(), kind(cut), Double.NaN, Double.NaN, Double.NaN, 0, 0, 0, false);
  }

  /** The same cut after the finals: its median is theirs, its mean and prediction stay. */
  CutFigure withFinals(Turn finals) {
    return new CutFigure(
        cut,
        kind,
        Quantiles.median(finals.micros()),
        meanMicros,
        predictedMicros,
        fellBack + finals.fellBack(),
        frames + finals.micros().size(),
        repeated + finals.repeated(),
        true);
  }

  /** Whether the answers were its own, so that it was measured as itself. */
  boolean isOwn() {
    return frames > 0 && fellBack <= MOST_FELL_BACK * frames;
  }

  /** Whether it may be the best: measured in the finals, and as itself. */
  boolean isCandidate() {
    return isFinalist && isOwn();
  }

  /** Relative, of prediction to mean; NaN where nothing was predicted. */
  double predictionError() {
    return Math.abs(predictedMicros - meanMicros) / meanMicros;
  }

  /** Where the network runs with a cut. */
  static String kind(Cut cut) {
    if (!cut.hasTail()) {
      return DEVICE;
    }
    return cut.hasHead() ? INNER : CLOUD;
  }
}
