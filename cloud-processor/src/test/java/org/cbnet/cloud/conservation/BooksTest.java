package org.cbnet.cloud.conservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.result;

import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.conservation.ConservationReport.Law;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.junit.jupiter.api.Test;

class BooksTest {

  @Test
  void findsAResultThatWasPlantedTwice() {
    try (TestCloud cloud = new TestCloud()) {
      cloud.send(batch("pi-1", 0, 5).setRunId("run-1").build());
      WindowKey hour =
          cloud.windows().stream()
              .map(row -> row.key)
              .filter(key -> key.size() == WindowSize.HOUR)
              .findFirst()
              .orElseThrow();
      var windows = (KeyValueStore<WindowKey, Aggregate>) cloud.read(CloudStores.WINDOWS);
      Aggregate planted = windows.get(hour);
      planted.add(result("again").build(), false);
      windows.put(hour, planted);

      ConservationReport report = cloud.conservation();

      assertThat(report.doubleCounted()).isEqualTo(1);
      assertThat(report.laws())
          .filteredOn(law -> !law.holds())
          .extracting(Law::name)
          .containsExactly("results accepted = windowed + late");
    }
  }

  @Test
  void findsARunThatLacksAResult() {
    PartitionTotals totals = PartitionTotals.empty();
    totals.add(Counter.RESULTS_OF_RUNS, 5);
    Books books = new Books();
    books.partition(totals);
    books.round(4);

    assertThat(books.report(Map.of(), List.of(), 0).laws())
        .filteredOn(law -> !law.holds())
        .containsExactly(
            new Law("run totals + deleted + expired = accepted results of runs", false, 4, 5));
  }
}
