package org.cbnet.cloud.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.result;

import java.time.Duration;
import java.time.Instant;
import org.cbnet.cloud.TestRecords;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Test;

class EventTimeTest {
  private static final Instant APPENDED = TestRecords.NOON;
  private static final Duration AGE = Duration.ofSeconds(40);

  private final EventTime eventTime = new EventTime(Duration.ofDays(7));

  @Test
  void believesAClockThatIsInSync() {
    assertThat(at(true, APPENDED.minusSeconds(5))).isEqualTo(APPENDED.minusSeconds(5));
  }

  @Test
  void believesAClockThatIsAMinuteAheadAtMost() {
    assertThat(at(true, APPENDED.plusSeconds(60))).isEqualTo(APPENDED.plusSeconds(60));
    assertThat(at(true, APPENDED.plusSeconds(61))).isEqualTo(APPENDED.minus(AGE));
  }

  @Test
  void takesTheAgeOfAClockInTheYear1970() {
    assertThat(at(false, Instant.ofEpochSecond(12))).isEqualTo(APPENDED.minus(AGE));
  }

  @Test
  void takesTheAgeOfAClockFourteenDaysAhead() {
    assertThat(at(false, APPENDED.plus(Duration.ofDays(14)))).isEqualTo(APPENDED.minus(AGE));
    assertThat(at(true, APPENDED.plus(Duration.ofDays(14)))).isEqualTo(APPENDED.minus(AGE));
  }

  @Test
  void takesTheAppendTimeWhereTheMonotonicClockHasStartedAnew() {
    ResultBatch batch =
        batch("pi-1", 0, 1).setClockSynced(false).setSentMonotonicNanos(1_000_000_000L).build();

    assertThat(eventTime.micros(batch, batch.getResults().get(0), APPENDED.toEpochMilli()))
        .isEqualTo(APPENDED.toEpochMilli() * 1000);
  }

  @Test
  void takesTheAgeFromAClockThatCameIntoSyncAfterTheCapture() {
    Instant sent = APPENDED.minusSeconds(3_000);
    ResultBatch.Builder batch = sentAt(sent).setClockSynced(false);

    assertThat(micros(batch)).isEqualTo(sent.minus(AGE).toEpochMilli() * 1000);
    assertThat(micros(batch.setClockSynced(true))).isEqualTo(sent.minus(AGE).toEpochMilli() * 1000);
    assertThat(micros(batch.setSentOsBootId(batch.getOsBootId())))
        .isEqualTo(sent.minus(AGE).toEpochMilli() * 1000);
  }

  @Test
  void takesNoAgeOverTwoBoots() {
    ResultBatch.Builder batch = sentAt(APPENDED).setSentOsBootId("another");

    assertThat(micros(batch.setClockSynced(true))).isEqualTo(APPENDED.toEpochMilli() * 1000);
    assertThat(micros(batch.setClockSynced(false))).isEqualTo(APPENDED.toEpochMilli() * 1000);
  }

  @Test
  void believesNoClockAtSendingThatIsAheadOfTheBroker() {
    Instant ahead = APPENDED.plus(AGE).plusSeconds(61);

    assertThat(micros(sentAt(ahead).setClockSynced(false)))
        .isEqualTo(APPENDED.minus(AGE).toEpochMilli() * 1000);
    assertThat(micros(sentAt(ahead.minusSeconds(1)).setClockSynced(false)))
        .isEqualTo(APPENDED.plusSeconds(60).toEpochMilli() * 1000);
  }

  @Test
  void isNeverBefore1970() {
    ResultBatch batch =
        batch("pi-1", 0, 1).setClockSynced(false).setSentMonotonicNanos(1L << 60).build();

    assertThat(eventTime.micros(batch, batch.getResults().get(0), 5)).isZero();
  }

  private static ResultBatch.Builder sentAt(Instant wall) {
    return batch("pi-1", 0, 1)
        .setSentClockSynced(true)
        .setSentWallMicros(wall.toEpochMilli() * 1000)
        .setSentMonotonicNanos(60_000_000_000L + AGE.toNanos());
  }

  private long micros(ResultBatch.Builder builder) {
    ResultBatch batch = builder.build();
    return eventTime.micros(batch, batch.getResults().get(0), APPENDED.toEpochMilli());
  }

  @Test
  void takesTheStartOfAnEnergyIntervalTheSameWay() {
    var sample =
        energy("pi-1", 0).setClockSynced(false).setSentMonotonicNanos(100_000_000_000L).build();

    assertThat(eventTime.micros(sample, APPENDED.toEpochMilli()))
        .isEqualTo(APPENDED.minus(AGE).toEpochMilli() * 1000);
  }

  @Test
  void callsLateWhatIsOlderThanTheReplayAgeWhenAppended() {
    long appendMillis = APPENDED.toEpochMilli();
    long limit = APPENDED.minus(Duration.ofDays(7)).toEpochMilli() * 1000;

    assertThat(eventTime.isLate(limit, appendMillis)).isFalse();
    assertThat(eventTime.isLate(limit - 1, appendMillis)).isTrue();
  }

  @Test
  void rejectsAReplayAgeOfNothing() {
    assertThatThrownBy(() -> new EventTime(Duration.ZERO)).hasMessageContaining("maxReplayAge");
  }

  private Instant at(boolean synced, Instant captured) {
    Result result = result("a").setCaptureMicros(captured.toEpochMilli() * 1000).build();
    ResultBatch batch =
        batch("pi-1", 0, 0)
            .setClockSynced(synced)
            .setSentMonotonicNanos(result.getCaptureMonotonicNanos() + AGE.toNanos())
            .build();
    return Instant.ofEpochMilli(eventTime.micros(batch, result, APPENDED.toEpochMilli()) / 1000);
  }
}
