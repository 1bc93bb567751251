package org.cbnet.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.edge.TestRecords;
import org.junit.jupiter.api.Test;

class InMemorySpoolTest extends SpoolContract {

  @Override
  Spool open(long maxBytes, Runnable onAppend) {
    return new InMemorySpool(3, maxBytes, onAppend);
  }

  @Test
  void rejectsACapBelowOneByte() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(0, () -> {}))
        .withMessage("maxBytes must be at least 1: 0");
  }

  @Test
  void staysBelowItsCapWhileNothingIsTakenOut() {
    Spool spool = open(100_000, () -> {});

    for (int i = 0; i < 2_000; i++) {
      spool.append(TestRecords.batch(5));
      assertThat(spool.status().bytes()).isLessThanOrEqualTo(100_000);
    }

    assertThat(spool.status().current().dropped()).isPositive();
  }

  @Test
  void letsOneThreadAppendWhileAnotherAcknowledges() throws InterruptedException {
    Spool spool = open(1 << 26, () -> {});
    int batches = 5_000;
    List<Long> positions = new ArrayList<>();
    Thread sender = new Thread(() -> takeAll(spool, batches, positions));
    sender.start();

    for (int i = 0; i < batches; i++) {
      spool.append(TestRecords.batch(2));
    }
    sender.join(10_000);

    assertThat(positions).hasSize(batches).isSorted();
    assertThat(spool.status().current().acknowledged()).isEqualTo(2L * batches);
    assertThat(spool.status().bytes()).isZero();
  }

  private static void takeAll(Spool spool, int entries, List<Long> positions) {
    long last = -1;
    while (positions.size() < entries) {
      Optional<SpoolEntry> next = spool.next(last);
      if (next.isEmpty()) {
        Thread.onSpinWait();
      } else {
        last = next.get().position();
        positions.add(last);
        spool.acknowledge(last);
      }
    }
  }
}
