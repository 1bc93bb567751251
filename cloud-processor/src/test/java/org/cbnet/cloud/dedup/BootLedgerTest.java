package org.cbnet.cloud.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BootLedgerTest {

  @Test
  void isTheSameAfterItsStoredForm() {
    BootLedger ledger = BootLedger.empty();
    ledger.addResults(new SequenceSpan(0, 9), 1_000);
    ledger.addDropped(new SequenceSpan(10, 19));
    ledger.addResults(new SequenceSpan(30, 39), 2_000);
    ledger.addEnergySample(4, 3_000);

    assertThat(BootLedger.of(ledger.toState()).toState()).isEqualTo(ledger.toState());
    assertThat(ledger.distinctResults()).isEqualTo(20);
    assertThat(ledger.distinctEnergySamples()).isEqualTo(1);
  }

  @Test
  void countsADroppedRangeThatIsToldAgainOnce() {
    BootLedger ledger = BootLedger.empty();
    ledger.addResults(new SequenceSpan(0, 9), 1_000);
    ledger.addDropped(new SequenceSpan(10, 19));
    ledger.addDropped(new SequenceSpan(5, 24));

    assertThat(ledger.distinctResults()).isEqualTo(10);
  }

  @Test
  void theUnionCountsWhatBothHaveSeenOnce() {
    BootLedger one = BootLedger.empty();
    one.addResults(new SequenceSpan(0, 9), 1_000);
    BootLedger other = BootLedger.empty();
    other.addResults(new SequenceSpan(5, 14), 1_000);

    assertThat(BootLedger.union(one, other).distinctResults()).isEqualTo(15);
  }
}
