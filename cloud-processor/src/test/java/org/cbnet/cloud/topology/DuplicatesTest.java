package org.cbnet.cloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.result;

import java.util.List;
import java.util.stream.IntStream;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.deadletter.DeadLetter;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.SequenceRange;
import org.junit.jupiter.api.Test;

/** Each result counts once, whatever is sent again. */
class DuplicatesTest extends TopologyContract {

  @Test
  void countsARepeatedBatchOnce() {
    cloud.send(batch("pi-1", 0, 20).build());
    cloud.send(batch("pi-1", 0, 20).build());

    ConservationReport report = cloud.conservation();
    assertThat(report.results().accepted()).isEqualTo(20);
    assertThat(report.duplicates()).isEqualTo(20);
    assertThat(onlyRow(WindowSize.HOUR).tally().results()).isEqualTo(20);
  }

  @Test
  void countsOnlyWhatIsNewOfABatchThatOverlaps() {
    cloud.send(batch("pi-1", 0, 10).build());
    cloud.send(batch("pi-1", 20, 10).build());

    cloud.send(
        batch("pi-1", 5, 20)
            .setResults(
                IntStream.range(5, 25)
                    .mapToObj(i -> result("f" + i).setPredictedLabel(i < 10 || i >= 20 ? 1 : 7))
                    .map(Result.Builder::build)
                    .toList())
            .build());

    ConservationReport report = cloud.conservation();
    assertThat(report.results().accepted()).isEqualTo(30);
    assertThat(report.duplicates()).isEqualTo(10);
    // The ten in the middle are the right ones; the repeats of the others would be wrong.
    assertThat(onlyRow(WindowSize.HOUR).tally().correct()).isEqualTo(30);
  }

  @Test
  void tellsBootsAndInstallationsApart() {
    cloud.send(batch("pi-1", 0, 10).build());
    cloud.send(batch("pi-1", 0, 10).setBootNumber(2).build());
    cloud.send(batch("pi-1", 0, 10).setInstallId("install-2").build());
    cloud.send(batch("pi-2", 0, 10).build());
    cloud.send(batch("pi-1", 0, 10).setBootNumber(2).build());

    assertThat(cloud.conservation().results().accepted()).isEqualTo(40);
    assertThat(cloud.conservation().duplicates()).isEqualTo(10);
  }

  @Test
  void refusesASequenceThatOpensTooManyGapsAndDoesNotCallItADuplicate() {
    for (int i = 0; i < 64; i++) {
      cloud.send(batch("pi-1", 10L * i, 2).build());
    }

    cloud.send(batch("pi-1", 10_000, 2).build());
    cloud.send(batch("pi-1", 2, 8).build());

    assertThat(header(cloud.deadLetter(), DeadLetter.REASON)).isEqualTo("intervals");
    ConservationReport report = cloud.conservation();
    assertThat(report.refused()).isEqualTo(2);
    assertThat(report.duplicates()).isZero();
    assertThat(report.results().accepted()).isEqualTo(128 + 8);
  }

  @Test
  void aRefusedBatchLeavesNoGapAndItsDroppedRangesCount() {
    for (int i = 0; i < 100; i++) {
      long first = 20L * i;
      List<SequenceRange> dropped = List.of(new SequenceRange(null, first + 10, first + 19));
      cloud.send(batch("pi-1", first, 5).build());
      cloud.send(
          batch("pi-1", first + 5, 5).setBoard("no board").setDroppedRanges(dropped).build());
      assertThat(header(cloud.deadLetter(), DeadLetter.REASON)).isEqualTo("text");
    }

    assertThat(cloud.conservation().results().accepted()).isEqualTo(500);
    assertThat(cloud.conservation().refused()).isEqualTo(500);
    assertThat(cloud.conservation().received()).isEqualTo(1_000);
  }

  @Test
  void closesTheGapsOfAnotherBoot() {
    for (int i = 0; i < 100; i++) {
      long first = 10L * i;
      List<SequenceRange> dropped = List.of(new SequenceRange(1L, first + 2, first + 9));
      cloud.send(batch("pi-1", first, 2).build());
      cloud.send(batch("pi-1", i, 1).setBootNumber(2).setDroppedRanges(dropped).build());
    }

    assertThat(cloud.conservation().results().accepted()).isEqualTo(300);
    assertThat(cloud.conservation().refused()).isZero();
  }

  @Test
  void closesTheGapsOfEnergySamples() {
    for (int i = 0; i < 100; i++) {
      long first = 10L * i;
      cloud.send(
          energy("pi-1", first)
              .setDroppedRanges(List.of(new SequenceRange(null, first + 1, first + 9)))
              .build());
    }

    assertThat(cloud.conservation().energy().accepted()).isEqualTo(100);
    assertThat(cloud.conservation().energy().refused()).isZero();
  }

  @Test
  void closesTheGapOfResultsThatTheDeviceGaveUp() {
    for (int i = 0; i < 100; i++) {
      long first = 10L * i;
      cloud.send(
          batch("pi-1", first, 2)
              .setDroppedRanges(
                  i == 0 ? List.of() : List.of(new SequenceRange(null, first - 8, first - 1)))
              .build());
    }

    assertThat(cloud.conservation().results().accepted()).isEqualTo(200);
    assertThat(cloud.conservation().refused()).isZero();
  }
}
