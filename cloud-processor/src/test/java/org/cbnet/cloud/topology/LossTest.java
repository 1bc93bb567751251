package org.cbnet.cloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.boot;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.status;

import java.util.List;
import java.util.stream.LongStream;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.conservation.ConservationReport.Law;
import org.cbnet.schemas.record.BootCounters;
import org.junit.jupiter.api.Test;

/** What was acknowledged and did not come, boot by boot. */
class LossTest {
  private static final String LAW = "no boot lacks acknowledged results";

  @Test
  void oneDevicesSurplusDoesNotHideAnothersLoss() {
    try (TestCloud cloud = new TestCloud()) {
      cloud.send(batch("pi-1", 0, 20).build());
      cloud.send(batch("pi-2", 0, 5).build());
      cloud.send(status("pi-1", 10).build());
      cloud.send(status("pi-2", 8).build());

      ConservationReport report = cloud.conservation();
      assertThat(report.acknowledged()).isEqualTo(18);
      assertThat(report.received()).isEqualTo(25);
      assertThat(report.lost()).isEqualTo(3);
      assertThat(report.laws()).filteredOn(law -> !law.holds()).extracting(Law::name).contains(LAW);
    }
  }

  @Test
  void oneBootsSurplusDoesNotHideAnothersLoss() {
    try (TestCloud cloud = new TestCloud()) {
      cloud.send(batch("pi-1", 0, 20).setBootNumber(2).build());
      cloud.send(status("pi-1", 0).setBootNumber(2).setBoots(List.of(boot(1, 4))).build());

      assertThat(cloud.conservation().lost()).isEqualTo(4);
    }
  }

  @Test
  void aRefusedBatchSentTwiceIsReceivedOnce() {
    try (TestCloud cloud = new TestCloud()) {
      cloud.send(batch("pi-1", 0, 5).setSite("lab|b").build());
      cloud.send(batch("pi-1", 0, 5).setSite("lab|b").build());
      cloud.send(status("pi-1", 8).build());

      ConservationReport report = cloud.conservation();
      assertThat(report.received()).isEqualTo(5);
      assertThat(report.refused()).isEqualTo(5);
      assertThat(report.duplicates()).isEqualTo(5);
      assertThat(report.lost()).isEqualTo(3);
      assertThat(report.records().refused()).isEqualTo(1);
    }
  }

  @Test
  void tellsLostEnergySamples() {
    try (TestCloud cloud = new TestCloud()) {
      BootCounters counters = boot(1, 0);
      counters.setEnergyAcknowledged(3);
      cloud.send(energy("pi-1", 0).build());
      cloud.send(energy("pi-2", 0).build());
      cloud.send(status("pi-1", 0).setBoots(List.of(counters)).build());

      assertThat(cloud.conservation().energy().lost()).isEqualTo(2);
      assertThat(cloud.conservation().energy().received()).isEqualTo(2);
    }
  }

  @Test
  void countsOnlyTheNewestOfTooManyBootsOfOneHeartbeat() {
    try (TestCloud cloud = new TestCloud()) {
      List<BootCounters> boots =
          LongStream.rangeClosed(1, 100).mapToObj(number -> boot(number, number)).toList();
      cloud.send(status("pi-1", 0).setBootNumber(100).setBoots(boots).build());

      assertThat(cloud.conservation().acknowledged())
          .isEqualTo(LongStream.rangeClosed(37, 100).sum());
    }
  }
}
