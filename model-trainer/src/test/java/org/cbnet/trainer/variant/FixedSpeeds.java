package org.cbnet.trainer.variant;

import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.cbnet.trainer.evaluation.latency.Ratio;

/** Speeds that a test decides; who is not named is as fast as the first. */
record FixedSpeeds(Map<String, Double> timesAsFast) implements SpeedComparison {
  @Override
  public int steps() {
    return 1;
  }

  @Override
  public List<Ratio> timesAsFast(List<VariantCandidate> candidates, IntConsumer progress) {
    progress.accept(1);
    return candidates.stream()
        .map(candidate -> timesAsFast.getOrDefault(candidate.variant().name(), 1.0))
        .map(ratio -> new Ratio(ratio, ratio, ratio))
        .toList();
  }
}
