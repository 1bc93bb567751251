package org.cbnet.cloud.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {
  @Test
  void countsByName() {
    Counts counts = new Counts(Map.of());
    counts.add("exit-1", 2);
    counts.add("final", 1);
    counts.add("exit-1", 3);

    assertThat(counts.asMap()).containsExactly(Map.entry("exit-1", 5L), Map.entry("final", 1L));
  }

  @Test
  void countsNamesBeyondTheBoundTogether() {
    Counts counts = new Counts(Map.of());
    for (int i = 0; i < 2 * Counts.MAX_NAMES; i++) {
      counts.add("exit-" + i, 1);
    }
    counts.add("exit-0", 1);

    assertThat(counts.asMap())
        .hasSize(Counts.MAX_NAMES + 1)
        .containsEntry("exit-0", 2L)
        .containsEntry(Counts.OTHER, (long) Counts.MAX_NAMES);
  }

  @Test
  void isTheSameAfterItWasStored() {
    Counts counts = new Counts(Map.of());
    for (int i = 0; i < 2 * Counts.MAX_NAMES; i++) {
      counts.add("exit-" + i, i);
    }

    assertThat(new Counts(counts.asMap()).asMap()).isEqualTo(counts.asMap());
  }
}
