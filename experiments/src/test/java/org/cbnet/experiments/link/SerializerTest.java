package org.cbnet.experiments.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Times are exact here: they are computed, not waited for. */
class SerializerTest {
  private static final long MILLI = 1_000_000;
  // One byte takes a microsecond.
  private static final long RATE = 8_000_000;

  @Test
  void bytesLeaveAtTheRateAndArriveByTheDelayLater() {
    Serializer serializer = serializer(lane(RATE, 20, 0));

    serializer.add(chunk(1_000), 5 * MILLI);

    assertThat(serializer.nextDeparture()).isEqualTo(6 * MILLI);
    assertThat(serializer.depart(6 * MILLI - 1)).isNull();
    assertThat(serializer.depart(6 * MILLI).arrival()).isEqualTo(26 * MILLI);
    assertThat(serializer.nextDeparture()).isEqualTo(LinkTime.NEVER);
  }

  @Test
  void chunksFollowEachOtherWithoutAGapHoweverLateTheyAreLookedAt() {
    Serializer serializer = serializer(lane(RATE, 20, 0));
    serializer.add(chunk(1_000), 0);
    serializer.add(chunk(2_000), 0);
    serializer.add(chunk(3_000), 0);

    long late = 100 * MILLI;

    assertThat(serializer.depart(late).arrival()).isEqualTo(21 * MILLI);
    assertThat(serializer.depart(late).arrival()).isEqualTo(23 * MILLI);
    assertThat(serializer.depart(late).arrival()).isEqualTo(26 * MILLI);
    assertThat(serializer.lastDeparture()).isEqualTo(6 * MILLI);
  }

  @Test
  void whatIsAddedMeanwhileDoesNotHoldUpWhatIsLeaving() {
    Serializer serializer = serializer(lane(RATE, 0, 0));
    serializer.add(chunk(1_000), 0);

    serializer.add(chunk(1_000), MILLI / 2);

    assertThat(serializer.nextDeparture()).isEqualTo(MILLI);
    serializer.depart(MILLI);
    assertThat(serializer.nextDeparture()).isEqualTo(2 * MILLI);
  }

  @Test
  void whatWaitedForRoomLeavesRightBehindWhatMadeIt() {
    Serializer serializer = serializer(lane(RATE, 0, 0));
    serializer.add(chunk(1_000), 0);
    serializer.depart(50 * MILLI);

    serializer.add(chunk(1_000), serializer.lastDeparture());

    assertThat(serializer.nextDeparture()).isEqualTo(2 * MILLI);
  }

  @Test
  void anIdleLaneSavesNothingUp() {
    Serializer serializer = serializer(lane(RATE, 0, 0));
    serializer.add(chunk(1_000), 0);
    serializer.depart(MILLI);

    serializer.add(chunk(1_000), 50 * MILLI);

    assertThat(serializer.nextDeparture()).isEqualTo(51 * MILLI);
  }

  @Test
  void nothingLeavesBeforeItWasThereHoweverLateItIsLookedAt() {
    Serializer serializer = serializer(lane(RATE, 0, 0));
    serializer.add(chunk(1_000), 0);
    serializer.add(chunk(1_000), 50 * MILLI);

    assertThat(serializer.depart(100 * MILLI).arrival()).isEqualTo(MILLI);
    assertThat(serializer.depart(100 * MILLI).arrival()).isEqualTo(51 * MILLI);
  }

  @Test
  void queueHasRoomForWholeQuantaUpToItsBound() {
    LaneProfile lane = lane(RATE, 0, 0);
    Serializer serializer = serializer(lane);

    int added = 0;
    while (serializer.room() > 0 && added < 2 * lane.queueBytes()) {
      added += serializer.room();
      serializer.add(chunk(serializer.room()), 0);
    }

    assertThat(added)
        .isLessThanOrEqualTo(lane.queueBytes())
        .isGreaterThan(lane.queueBytes() - lane.quantum());
    serializer.depart(1_000 * MILLI);
    assertThat(serializer.room()).isEqualTo(lane.quantum());
  }

  @Test
  void aChangedRateIsThatOfTheRestOfAChunkToo() {
    Serializer serializer = serializer(lane(RATE, 0, 0));
    serializer.add(chunk(1_000), 0);
    serializer.add(chunk(1_000), 0);

    serializer.change(lane(RATE / 10, 0, 0), MILLI / 4);

    // A quarter has left; the rest takes ten times as long as it would have.
    assertThat(serializer.nextDeparture()).isEqualTo(MILLI / 4 + 7_500_000);
    serializer.depart(serializer.nextDeparture());
    assertThat(serializer.nextDeparture()).isEqualTo(MILLI / 4 + 17_500_000);
  }

  @Test
  void delayIncludesWhatTheLinkTakesByItself() {
    Serializer serializer =
        new Serializer(
            lane(RATE, 20, 0), jitter(), new OwnCost(Duration.ZERO, Duration.ofMillis(3)), 0);

    assertThat(serializer.delayNanos()).isEqualTo(17 * MILLI);
  }

  @Test
  void jitterComesOnTop() {
    Serializer serializer = serializer(lane(RATE, 20, 5));
    double sum = 0;
    for (int i = 0; i < 20_000; i++) {
      long delay = serializer.delayNanos();
      assertThat(delay).isBetween(20 * MILLI, (20 + 5 * Jitter.MOST_MEANS) * MILLI);
      sum += delay;
    }

    assertThat(sum / 20_000 / MILLI).isBetween(24.8, 25.2);
  }

  private static Serializer serializer(LaneProfile lane) {
    return new Serializer(lane, jitter(), OwnCost.NONE, 0);
  }

  private static Jitter jitter() {
    return new Jitter(new SplittableRandom(7));
  }

  private static LaneProfile lane(long rate, long delayMillis, long jitterMillis) {
    return new LaneProfile(
        rate, Duration.ofMillis(delayMillis), Duration.ofMillis(jitterMillis), 100_000);
  }

  private static Chunk chunk(int bytes) {
    return Chunk.of(null, ByteBuffer.allocate(bytes));
  }
}
