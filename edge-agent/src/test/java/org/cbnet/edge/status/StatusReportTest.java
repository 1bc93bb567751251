package org.cbnet.edge.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.cbnet.edge.TestRecords;
import org.cbnet.edge.spool.InMemorySpool;
import org.cbnet.edge.spool.Spool;
import org.cbnet.schemas.record.BootCounters;
import org.junit.jupiter.api.Test;

class StatusReportTest {
  private final Spool spool = new InMemorySpool(3, 1 << 20, () -> {});
  private final StatusReport report =
      new StatusReport(TestRecords.IDENTITY, TestRecords.CONTEXT, spool, 7);

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
}
