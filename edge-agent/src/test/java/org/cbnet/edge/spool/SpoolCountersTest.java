package org.cbnet.edge.spool;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SpoolCountersTest {

  @Test
  void rejectsCapturedFramesThatAreNotAccountedFor() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new SpoolCounters("install-1", 1, 4, 1, 1, 1, 2, 0, 0, 0, 0, 0, 0))
        .withMessageContaining("captured = skipped + classified + failed is broken: 4, 3");
  }

  @Test
  void rejectsResultsThatAreNotAccountedFor() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new SpoolCounters("install-1", 1, 2, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0))
        .withMessageContaining("classified + failed = acknowledged + spooled + dropped is broken");
  }

  @Test
  void rejectsEnergySamplesThatAreNotAccountedFor() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new SpoolCounters("install-1", 1, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0))
        .withMessageContaining("energySamples");
  }
}
