package org.cbnet.cloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.test.TestRecord;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.device.DeviceHour;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.device.Tally;
import org.cbnet.cloud.state.ActivityState;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeviceActivityTest {
  private static final long HOUR = 3600;

  private final TestCloud cloud = new TestCloud();
  private final SplittableRandom random = new SplittableRandom(11);
  private long sequence;

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void countsMinutesAndHoursWhateverTheOrder() {
    Map<Long, Long> minutes = new TreeMap<>();
    long newest = 0;
    for (int i = 0; i < 400; i++) {
      // Forth by a minute or so, at times a replay of up to three hours.
      long second = NOON.getEpochSecond() + i * 40L;
      long at = random.nextInt(5) == 0 ? second - random.nextInt(3 * 3600) : second;
      send(at, second, 3);
      minutes.merge(at / 60 * 60, 3L, Long::sum);
      newest = Math.max(newest, at);
    }

    Map<Long, Long> hours = new TreeMap<>();
    minutes.forEach((start, count) -> hours.merge(start / HOUR * HOUR, count, Long::sum));
    long firstMinute = newest / HOUR * HOUR - 2 * HOUR;
    minutes.keySet().removeIf(start -> start < firstMinute);
    assertThat(hours()).isEqualTo(hours);
    assertThat(minutes()).isEqualTo(minutes);
  }

  @Test
  void keepsFortyEightHours() {
    for (int hour = 0; hour < 60; hour++) {
      long second = NOON.getEpochSecond() + hour * HOUR;
      send(second, second, 1);
    }

    assertThat(hours()).hasSize(48).containsKey(NOON.getEpochSecond() + 12 * HOUR);
    assertThat(minutes()).hasSize(3);
  }

  @Test
  void forgetsWhatIsOldAfterALongSilenceToo() {
    for (int hour = 0; hour < 30; hour++) {
      long second = NOON.getEpochSecond() + hour * HOUR;
      send(second, second, 1);
    }
    long later = NOON.getEpochSecond() + 60 * HOUR;
    send(later, later, 1);

    assertThat(hours()).hasSize(18).containsKey(NOON.getEpochSecond() + 13 * HOUR);
    assertThat(minutes()).hasSize(1);
  }

  @Test
  void leavesAReplayOfLongAgoToTheFleet() {
    long now = NOON.plus(Duration.ofDays(4)).getEpochSecond();
    send(now, now, 1);
    send(now - 48 * HOUR, now, 5);
    send(now - 47 * HOUR, now, 7);

    assertThat(hours().values()).containsExactly(7L, 1L);
  }

  @Test
  void tellsLatenciesWithinTwoPercent() {
    ResultBatch batch = at(NOON.getEpochSecond(), 1_000);
    for (int i = 0; i < 1_000; i++) {
      batch.getResults().get(i).setTotalNanos((i + 1) * 1_000L);
    }
    cloud.send(batch, NOON);
    long later = NOON.getEpochSecond() + 60;
    send(later, later, 1);

    Tally minute = cloud.read(CloudStores.DEVICE_HOURS).all().next().value.total();
    for (double quantile : new double[] {0.01, 0.5, 0.95, 0.99}) {
      double exact = 1 + quantile * 999;
      assertThat(minute.latencies().orElseThrow().quantileMicros(quantile))
          .isBetween(exact * 0.98 - 1, exact * 1.02 + 1);
    }
    assertThat(minute.meanMicros()).isEqualTo(500.5);
  }

  @Test
  void knowsWhereTheLastTwentyResultsAre() {
    long second = NOON.getEpochSecond();
    send(second, second, 50);
    for (int i = 0; i < 5; i++) {
      send(second, second, 7);
    }

    DeviceRow row = cloud.read(CloudStores.DEVICES).get("pi-1");
    assertThat(row.recentOffsets()).containsExactly(3L, 4L, 5L);
    assertThat(row.activity().orElseThrow().getResults()).isEqualTo(85);
  }

  @Test
  void aReplayedLetterSaysNothingNewOfTheDevice() {
    cloud.send(batch("pi-1", 0, 5).setSite("no site").build());
    TestRecord<byte[], byte[]> letter = cloud.deadLetter();
    Instant later = NOON.plus(Duration.ofHours(1));
    cloud.send(batch("pi-1", 5, 20).build(), later);

    cloud.replay(
        letter,
        Topics.INFERENCE_RESULTS,
        batch("pi-1", 0, 5).setStrategy("cbnet").build(),
        later.plusSeconds(60));

    DeviceRow row = cloud.read(CloudStores.DEVICES).get("pi-1");
    ActivityState activity = row.activity().orElseThrow();
    assertThat(activity.getResults()).isEqualTo(25);
    assertThat(activity.getAppendMillis()).isEqualTo(later.toEpochMilli());
    assertThat(activity.getStrategy()).isEqualTo("edge-full");
    assertThat(row.recentOffsets()).containsExactly(1L);
  }

  private Map<Long, Long> hours() {
    Map<Long, Long> hours = new TreeMap<>();
    cloud.each(
        CloudStores.DEVICE_HOURS,
        entry -> hours.put(entry.key.startSeconds(), entry.value.total().results()));
    Tally open = cloud.read(CloudStores.DEVICES).get("pi-1").minute();
    hours.merge(open.startSeconds() / HOUR * HOUR, open.results(), Long::sum);
    return hours;
  }

  private Map<Long, Long> minutes() {
    Map<Long, Long> minutes = new TreeMap<>();
    cloud.each(
        CloudStores.DEVICE_HOURS,
        entry -> {
          DeviceHour again = DeviceHour.of(entry.value.toState());
          again.minutes().forEach(minute -> minutes.put(minute.startSeconds(), minute.results()));
        });
    Tally open = cloud.read(CloudStores.DEVICES).get("pi-1").minute();
    minutes.merge(open.startSeconds(), open.results(), Long::sum);
    return minutes;
  }

  private void send(long eventSecond, long appendSecond, int count) {
    cloud.send(at(eventSecond, count), Instant.ofEpochSecond(appendSecond));
  }

  private ResultBatch at(long eventSecond, int count) {
    ResultBatch batch = batch("pi-1", sequence, count).build();
    long micros = TimeUnit.SECONDS.toMicros(eventSecond);
    batch.setSentWallMicros(micros);
    batch.getResults().forEach(result -> result.setCaptureMicros(micros));
    sequence += count;
    return batch;
  }
}
