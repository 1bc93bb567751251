package org.cbnet.experiments.bench.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DedupTrialTest {
  @Test
  void theCloudRemembersExactlyWhatAPlainSetDoes() {
    DedupTrial.Outcome outcome = new DedupTrial(20260301).run(200_000);

    assertThat(outcome.examples()).isEmpty();
    assertThat(outcome.differences()).isZero();
    // Nothing is proved of what did not happen.
    assertThat(outcome.boots()).isGreaterThan(500);
    assertThat(outcome.duplicates()).isGreaterThan(10_000);
    assertThat(outcome.withoutRoom()).isGreaterThan(1_000);
    assertThat(outcome.restarts()).isGreaterThan(50);
  }
}
