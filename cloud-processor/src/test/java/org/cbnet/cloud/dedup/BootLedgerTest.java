package org.cbnet.cloud.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BootLedgerTest {

  @Test
  void isTheSameAfterItsStoredForm() {
    BootLedger ledger = BootLedger.empty();
    ledger.results().accept(new SequenceSpan(0, 9));
    ledger.results().drop(new SequenceSpan(10, 19));
    ledger.results().refuse(new SequenceSpan(30, 39));
    ledger.results().acknowledge(25);
    ledger.energySamples().accept(new SequenceSpan(4, 4));
    ledger.energySamples().drop(new SequenceSpan(5, 7));
    ledger.energySamples().refuse(new SequenceSpan(8, 9));
    ledger.energySamples().acknowledge(2);
    ledger.touch(3_000);

    BootLedger again = BootLedger.of(ledger.toState());

    assertThat(again.toState()).isEqualTo(ledger.toState());
    assertThat(again.results().accepted()).isEqualTo(10);
    assertThat(again.results().received()).isEqualTo(20);
    assertThat(again.results().lost()).isEqualTo(5);
    assertThat(again.energySamples().accepted()).isEqualTo(1);
    assertThat(again.energySamples().received()).isEqualTo(3);
    assertThat(again.energySamples().lost()).isZero();
  }

  @Test
  void countsADroppedRangeThatIsToldAgainOnce() {
    Sightings results = BootLedger.empty().results();
    results.accept(new SequenceSpan(0, 9));
    results.drop(new SequenceSpan(10, 19));
    results.drop(new SequenceSpan(5, 24));

    assertThat(results.received()).isEqualTo(10);
  }

  @Test
  void acknowledgedNeverFalls() {
    Sightings results = BootLedger.empty().results();

    assertThat(results.acknowledge(5)).isEqualTo(5);
    assertThat(results.acknowledge(3)).isZero();
    assertThat(results.acknowledge(7)).isEqualTo(2);
    assertThat(results.acknowledged()).isEqualTo(7);
  }

  @Test
  void theUnionCountsWhatBothHaveSeenOnce() {
    BootLedger one = BootLedger.empty();
    one.results().accept(new SequenceSpan(0, 9));
    BootLedger other = BootLedger.empty();
    other.results().accept(new SequenceSpan(5, 14));
    other.results().acknowledge(15);

    Sightings both = BootLedger.union(one, other).results();

    assertThat(both.accepted()).isEqualTo(15);
    assertThat(both.lost()).isZero();
  }
}
