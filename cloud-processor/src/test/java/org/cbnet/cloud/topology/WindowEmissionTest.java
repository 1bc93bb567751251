package org.cbnet.cloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.test.TestRecord;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.topology.windows.WindowTopics;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.WindowStats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowEmissionTest {
  private final TestCloud cloud = new TestCloud();

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void sendsAMinuteProvisionallyAtItsEndAndFinallyAfterItsGrace() {
    cloud.send(batch("pi-1", 0, 5).setRunId("run-1").build());
    cloud.send(energy("pi-1", 0).setRunId("run-1").build());
    assertThat(minutesAfter(Duration.ofSeconds(50))).isEmpty();

    List<WindowStats> provisional = minutesAfter(Duration.ofSeconds(20));
    List<WindowStats> last = minutesAfter(Duration.ofMinutes(2));

    assertThat(provisional).hasSize(1);
    WindowStats row = provisional.get(0);
    assertThat(row.getFinal$()).isFalse();
    assertThat(row.getRevision()).isEqualTo(1);
    assertThat(row.getResults()).isEqualTo(5);
    assertThat(row.getRunId()).isEqualTo("run-1");
    assertThat(row.getPartition()).isNull();
    assertThat(row.getModelledJoules()).isEqualTo(2);
    assertThat(row.getMeteredInferences()).isZero();
    assertThat(row.getClasses()).isEqualTo(8);
    assertThat(row.getConfusion().get(7 * 8 + 7)).isEqualTo(5);
    assertThat(row.getStages().get("total").getCount()).isEqualTo(5);
    assertThat(row.getWindowStartMicros())
        .isEqualTo(TimeUnit.SECONDS.toMicros(NOON.getEpochSecond()));
    assertThat(last).hasSize(1);
    assertThat(last.get(0).getFinal$()).isTrue();
    assertThat(last.get(0).getRevision()).isEqualTo(2);
    assertThat(minutesAfter(Duration.ofMinutes(10))).isEmpty();
  }

  @Test
  void correctsAFinalRowOnceForManyRecordsOfAReplay() {
    cloud.send(batch("pi-1", 0, 5).build());
    minutesAfter(Duration.ofMinutes(10));
    Instant later = NOON.plus(Duration.ofMinutes(10));
    for (int i = 0; i < 4; i++) {
      cloud.send(batch("pi-1", 5 + i * 5L, 5).setReplayed(true).build(), later);
    }

    List<WindowStats> corrections = minutesAfter(Duration.ofSeconds(30));

    assertThat(corrections).hasSize(1);
    assertThat(corrections.get(0).getFinal$()).isTrue();
    assertThat(corrections.get(0).getRevision()).isEqualTo(3);
    assertThat(corrections.get(0).getResults()).isEqualTo(25);
    assertThat(corrections.get(0).getReplayedResults()).isEqualTo(20);
    assertThat(minutesAfter(Duration.ofMinutes(10))).isEmpty();
  }

  @Test
  void sendsWhatWasLeftOverALongStopAndForgetsItAfterwards() {
    cloud.send(batch("pi-1", 0, 5).build());
    Duration stopped = Duration.ofDays(16);
    cloud.send(Topics.DEVICE_STATUS, "pi-2", status("pi-2", 0).build(), NOON.plus(stopped));

    // What expires is looked for between the arrival of the row's part and its sending.
    cloud.advanceWallClock(stopped.plusSeconds(8));
    cloud.advanceWallClock(Duration.ofSeconds(2));
    cloud.advanceWallClock(Duration.ofSeconds(2));

    assertThat(cloud.sentWindows())
        .allSatisfy(row -> assertThat(row.getFinal$()).isTrue())
        .extracting(WindowStats::getResults)
        .containsExactlyInAnyOrder(5L, 5L);
    cloud.advanceWallClock(Duration.ofSeconds(20));
    assertThat(merges()).containsExactly(WindowSize.HOUR);

    cloud.send(batch("pi-3", 0, 1).build(), NOON.plus(Duration.ofDays(108)));
    cloud.advanceWallClock(Duration.ofSeconds(20));
    assertThat(merges()).isEmpty();
    assertThat(cloud.read(CloudStores.WINDOW_PARTS).all().hasNext()).isFalse();
  }

  @Test
  void aReplayedLetterCorrectsTheHourAndNoMinuteThatIsForgotten() {
    cloud.send(batch("pi-1", 0, 5).build());
    cloud.send(batch("pi-1", 5, 5).setSite("no site").build());
    TestRecord<byte[], byte[]> letter = cloud.deadLetter();
    minutesAfter(Duration.ofMinutes(4));
    Duration meanwhile = Duration.ofDays(60);
    cloud.send(Topics.DEVICE_STATUS, "pi-2", status("pi-2", 0).build(), NOON.plus(meanwhile));
    cloud.advanceWallClock(meanwhile);
    minutesAfter(Duration.ofSeconds(30));

    cloud.replay(
        letter,
        Topics.INFERENCE_RESULTS,
        batch("pi-1", 5, 5).build(),
        NOON.plus(meanwhile).plusSeconds(30));
    cloud.advanceWallClock(Duration.ofSeconds(9));
    assertThat(cloud.sentWindows()).isEmpty();
    for (int second = 0; second < 5; second++) {
      cloud.advanceWallClock(Duration.ofSeconds(1));
    }

    List<WindowStats> sent = cloud.sentWindows();
    assertThat(sent).extracting(WindowStats::getWindowSeconds).containsExactly(3600L);
    assertThat(sent.get(0).getResults()).isEqualTo(10);
    assertThat(sent.get(0).getRevision()).isEqualTo(2);
    assertThat(cloud.windows()).extracting(row -> row.key.size()).containsExactly(WindowSize.HOUR);
  }

  @Test
  void passesOverWhatIsNoPart() {
    cloud.sendRaw(WindowTopics.PARTS, null, null, NOON);
    cloud.sendRaw(WindowTopics.PARTS, new byte[] {'a', ' ', 'b'}, new byte[] {1}, NOON);

    assertThat(merges()).isEmpty();
  }

  private List<WindowSize> merges() {
    List<WindowSize> sizes = new ArrayList<>();
    cloud.each(CloudStores.WINDOW_MERGES, row -> sizes.add(row.key.size()));
    return sizes;
  }

  @Test
  void aTaskThatIsTakenOverSendsAllRowsOfAWindowThatIsDue() {
    try (TestCloud restarted = new TestCloud(0)) {
      restarted.send(batch("pi-1", 0, 5).build());
      restarted.send(batch("pi-2", 0, 3).setSite("roof").build());

      assertThat(minutesAfter(restarted, Duration.ofSeconds(70)))
          .extracting(WindowStats::getSite, WindowStats::getResults, WindowStats::getFinal$)
          .containsExactlyInAnyOrder(tuple("lab", 5L, false), tuple("roof", 3L, false));
      assertThat(minutesAfter(restarted, Duration.ofMinutes(2)))
          .extracting(WindowStats::getSite, WindowStats::getRevision, WindowStats::getFinal$)
          .containsExactlyInAnyOrder(tuple("lab", 2L, true), tuple("roof", 2L, true));
      assertThat(minutesAfter(restarted, Duration.ofMinutes(10))).isEmpty();
    }
  }

  @Test
  void sendsNothingForARepeat() {
    ResultBatch batch = batch("pi-1", 0, 5).build();
    cloud.send(batch);
    minutesAfter(Duration.ofMinutes(10));

    cloud.send(batch, NOON.plus(Duration.ofMinutes(10)));

    assertThat(minutesAfter(Duration.ofMinutes(10))).isEmpty();
  }

  private List<WindowStats> minutesAfter(Duration time) {
    return minutesAfter(cloud, time);
  }

  private static List<WindowStats> minutesAfter(TestCloud of, Duration time) {
    // As the wall clock runs: what one look sends on is taken by a later one.
    for (long second = 0; second < time.toSeconds(); second++) {
      of.advanceWallClock(Duration.ofSeconds(1));
    }
    return of.sentWindows().stream().filter(row -> row.getWindowSeconds() == 60).toList();
  }
}
