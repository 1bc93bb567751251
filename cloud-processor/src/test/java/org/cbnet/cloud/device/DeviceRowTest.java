package org.cbnet.cloud.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.cbnet.cloud.TestRecords;
import org.cbnet.cloud.stats.Observations;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Test;

class DeviceRowTest {
  private final DeviceRow row = DeviceRow.empty();

  @Test
  void knowsWhereTheLastResultsAre() {
    for (int offset = 0; offset < 9; offset++) {
      row.results(batch("site-1"), 6, offset, offset);
    }

    // Of six each, the last three have 18.
    assertThat(row.recentOffsets()).containsExactly(5L, 6L, 7L, 8L);
    assertThat(DeviceRow.of(row.toState()).recentOffsets()).isEqualTo(row.recentOffsets());
  }

  @Test
  void tellsWhatItsLastBatchSaid() {
    row.results(batch("site-1"), 6, 0, 0);
    row.results(batch("site-2"), 6, 1, 1);
    row.results(batch("site-3"), 6, 2, 0);

    assertThat(row.activity().orElseThrow().getSite()).isEqualTo("site-2");
    assertThat(row.activity().orElseThrow().getResults()).isEqualTo(18);
  }

  @Test
  void beginsEachMinuteOfNothing() {
    Observations seen = new Observations();
    batch("site-1").getResults().forEach(result -> seen.add(result, false));
    row.begin(60);
    row.minute().add(seen);
    row.begin(120);

    assertThat(row.minute().startSeconds()).isEqualTo(120);
    assertThat(row.minute().results()).isZero();
    assertThat(row.minute().latencies()).isEmpty();
    assertThat(row.toState().getMinute()).isEqualTo(Tally.empty(120).toState());
    row.minute().add(seen);
    Tally plain = Tally.empty(120);
    plain.add(seen);
    assertThat(row.toState().getMinute()).isEqualTo(plain.toState());
  }

  private static ResultBatch batch(String site) {
    return TestRecords.batch("pi-1", 0, 6).setSite(site).build();
  }
}
