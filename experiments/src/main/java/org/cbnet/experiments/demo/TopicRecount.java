package org.cbnet.experiments.demo;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cbnet.experiments.topic.RawResults;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/**
 * Counts a run's results again from the raw topic, with nothing of the cloud's code: what the
 * cloud's figures are held against.
 */
final class TopicRecount {
  private TopicRecount() {}

  /**
   * What one strategy did, every distinct result once.
   *
   * @param results classified and failed
   * @param labelled classified, and the true label is known
   * @param correct of the labelled, predicted right
   */
  record Count(long results, long labelled, long correct) {
    static final Count NONE = new Count(0, 0, 0);

    private Count plus(Result result) {
      boolean known = result.getPredictedLabel() != null && result.getTrueLabel() != null;
      boolean right = known && result.getPredictedLabel().equals(result.getTrueLabel());
      return new Count(results + 1, labelled + (known ? 1 : 0), correct + (right ? 1 : 0));
    }
  }

  /** Reads the results topic from its start to its present end. */
  static Map<String, Count> of(String bootstrapServers, String runId) {
    Map<String, Count> counts = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    RawResults.read(
        bootstrapServers,
        batch -> {
          if (runId.equals(batch.getRunId())) {
            add(batch, seen, counts);
          }
        });
    return counts;
  }

  private static void add(ResultBatch batch, Set<String> seen, Map<String, Count> counts) {
    long sequence = batch.getFirstSequence();
    for (Result result : batch.getResults()) {
      String identity =
          "%s/%s/%d/%d"
              .formatted(
                  batch.getDeviceId(), batch.getInstallId(), batch.getBootNumber(), sequence++);
      if (seen.add(identity)) {
        counts.merge(batch.getStrategy(), Count.NONE.plus(result), (a, b) -> a.plus(result));
      }
    }
  }
}
