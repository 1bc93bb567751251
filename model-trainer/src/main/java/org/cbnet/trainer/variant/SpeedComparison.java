package org.cbnet.trainer.variant;

import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import org.cbnet.trainer.evaluation.latency.Ratio;

/** Tells how fast candidates are; a seam, as no test may rest on the clock. */
interface SpeedComparison {
  /** Steps that {@link #timesAsFast} tells of. */
  int steps();

  /**
   * Compares candidates with the first of them.
   *
   * @param progress told the number of steps done
   * @return one a candidate; above 1 is faster than the first
   */
  List<Ratio> timesAsFast(List<VariantCandidate> candidates, IntConsumer progress)
      throws IOException;
}
