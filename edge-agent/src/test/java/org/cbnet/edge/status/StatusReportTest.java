package org.cbnet.edge.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.cbnet.edge.TestRecords;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.edge.spool.InMemorySpool;
import org.cbnet.edge.spool.Spool;
import org.cbnet.edge.spool.SpoolCounters;
import org.cbnet.edge.spool.SpoolEntry;
import org.cbnet.edge.spool.SpoolStatus;
import org.cbnet.edge.spool.StoreListener;
import org.cbnet.schemas.record.BootCounters;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Test;

class StatusReportTest {
  private final ManualClock clock = new ManualClock();
  private final Spool spool = new InMemorySpool(3, 1 << 20, () -> {});
  private final StatusReport report =
      new StatusReport(
          TestRecords.IDENTITY, () -> TestRecords.CONTEXT, () -> Steered.NOT_AT_ALL, spool, clock);

  @Test
  void tellsOfEnergySamplesAllThatTheirLawNeeds() {
    for (int i = 0; i < 4; i++) {
      spool.append(TestRecords.sample());
    }
    long first = spool.next(-1).orElseThrow().position();
    spool.acknowledge(first);
    spool.discard(spool.next(first).orElseThrow().position());

    BootCounters counters = report.get().getBoots().get(0);

    assertThat(counters.getEnergySamples()).isEqualTo(4);
    assertThat(counters.getEnergyAcknowledged()).isEqualTo(1);
    assertThat(counters.getEnergyDropped()).isEqualTo(1);
    assertThat(counters.getEnergySpooled()).isEqualTo(2);
  }

  @Test
  void tellsOfEveryBootThatIsSpooledTheNewestLast() {
    List<BootCounters> boots = reportOf(41).get().getBoots();

    assertThat(boots)
        .extracting(BootCounters::getBootNumber)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 41).boxed().toList());
    assertThat(boots).extracting(BootCounters::getSpooled).containsOnly(1L);
  }

  @Test
  void leavesOutTheOldestOfMoreThan64BootsAndNeverThisOne() {
    assertThat(reportOf(100).get().getBoots())
        .hasSize(64)
        .extracting(BootCounters::getBootNumber)
        .startsWith(37L)
        .endsWith(100L);
  }

  @Test
  void knowsWhenItStartedOnceTheClockIsRight() {
    clock.setWallMicros(0);
    StatusReport startedIn1970 =
        new StatusReport(
            TestRecords.IDENTITY,
            () -> TestRecords.CONTEXT,
            () -> Steered.NOT_AT_ALL,
            spool,
            clock);
    clock.advance(Duration.ofSeconds(30));
    assertThat(startedIn1970.get().getStartedMicros()).isZero();

    clock.setWallMicros(1_700_000_030_000_000L);

    assertThat(startedIn1970.get().getStartedMicros()).isEqualTo(1_700_000_000_000_000L);
  }

  private StatusReport reportOf(int boots) {
    List<SpoolCounters> counters =
        LongStream.rangeClosed(1, boots)
            .mapToObj(boot -> new SpoolCounters("install-1", boot, 2, 0, 2, 0, 1, 1, 0, 0, 0, 0, 0))
            .toList();
    return new StatusReport(
        TestRecords.IDENTITY,
        () -> TestRecords.CONTEXT,
        () -> Steered.NOT_AT_ALL,
        new Fixed(counters),
        clock);
  }

  /** A spool that only has a status. */
  private record Fixed(List<SpoolCounters> boots) implements Spool {
    @Override
    public SpoolStatus status() {
      return new SpoolStatus(boots, boots.size(), 1_000, false, Optional.empty());
    }

    @Override
    public long append(ResultBatch batch, StoreListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void append(EnergySample sample) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void countSkipped(int frames) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SpoolEntry> next(long after) {
      return Optional.empty();
    }

    @Override
    public void acknowledge(long through) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void discard(long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void forget(String installId, long bootNumber) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void endWaiting() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
