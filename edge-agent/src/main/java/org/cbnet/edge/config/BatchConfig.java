package org.cbnet.edge.config;

import java.time.Duration;

/**
 * When results leave together.
 *
 * @param results seals a batch
 * @param linger longest wait of a batch's first result
 */
public record BatchConfig(int results, Duration linger) {
  // 1,000 results with long frame names stay well below the 1 MiB that brokers take.
  static final Setting<Integer> RESULTS = Setting.whole("batch.results", 1, 1_000);
  static final Setting<Duration> LINGER =
      Setting.duration("batch.linger", Duration.ofMillis(1), Duration.ofMinutes(1));

  public BatchConfig {
    RESULTS.check(results);
    LINGER.check(linger);
  }

  static BatchConfig read(Values values) {
    return new BatchConfig(values.get(RESULTS, "50"), values.get(LINGER, "500ms"));
  }
}
