package org.cbnet.trainer.variant;

import java.util.List;
import org.cbnet.trainer.evaluation.latency.Ratio;

/** Which variant a network runs as. */
final class Choice {
  /** A variant may lose one right answer in so many images: 0.2 point of accuracy. */
  private static final int IMAGES_PER_LOST_ANSWER = 500;

  // What two sessions of one graph may differ by; a gain within it is none.
  private static final double NOISE = 1.02;

  private Choice() {}

  /**
   * The fastest variant that is accurate enough and surely faster than the network's own form, else
   * that form.
   *
   * @param candidates the first is the network's own form
   * @param ratios one a candidate
   * @return index of the chosen
   */
  static int of(List<VariantCandidate> candidates, List<Ratio> ratios) {
    VariantCandidate own = candidates.get(0);
    int best = 0;
    for (int i = 1; i < candidates.size(); i++) {
      Ratio ratio = ratios.get(i);
      boolean fastest = ratio.ratio() > Math.max(1, ratios.get(best).ratio());
      if (fastest && ratio.low() > NOISE && accurateEnough(candidates.get(i), own)) {
        best = i;
      }
    }
    return best;
  }

  // In whole images, so that no rounding decides.
  private static boolean accurateEnough(VariantCandidate candidate, VariantCandidate own) {
    long lost = (long) own.correct() - candidate.correct();
    return lost * IMAGES_PER_LOST_ANSWER <= own.frames();
  }
}
