package org.cbnet.cloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.Store;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpiryTest {
  private final TestCloud cloud = new TestCloud();

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void keepsMinutesForTwoDaysAndHoursForFourHundred() {
    cloud.send(batch("pi-1", 0, 5).build());
    cloud.send(energy("pi-1", 0).build());

    goTo(Duration.ofDays(3));
    assertThat(windows(WindowSize.MINUTE)).isEqualTo(1);
    assertThat(windows(WindowSize.HOUR)).isEqualTo(2);
    goTo(Duration.ofDays(401));
    assertThat(windows(WindowSize.HOUR)).isEqualTo(2);

    assertLawsHold();
    assertThat(cloud.conservation().results().windowed()).isEqualTo(7);
  }

  @Test
  void addsAnOldReplayToItsHourOnly() {
    Instant now = NOON.plus(Duration.ofDays(3));
    ResultBatch batch = batch("pi-1", 0, 5).setReplayed(true).build();
    cloud.send(batch, now);

    assertThat(windows(WindowSize.MINUTE)).isZero();
    assertThat(windows(WindowSize.HOUR)).isEqualTo(1);
    assertThat(cloud.conservation().results().windowed()).isEqualTo(5);
    assertLawsHold();
  }

  @Test
  void forgetsABootAndRefusesWhatItSendsThen() {
    cloud.send(batch("pi-1", 0, 5).build());
    cloud.send(energy("pi-1", 0).build());
    cloud.send(status("pi-1", 7).build());
    sendOfBoot(2, NOON);

    goTo(Duration.ofDays(15));
    sendOfBoot(2, NOON.plus(Duration.ofDays(15)));
    ConservationReport before = cloud.conservation();
    cloud.send(batch("pi-1", 5, 3).build(), NOON.plus(Duration.ofDays(15)));

    // Boot 2 is the newest, however long it was silent; boot 1 is forgotten.
    assertThat(count(CloudStores.BOOTS)).isEqualTo(2);
    assertThat(before.acknowledged()).isEqualTo(7);
    assertThat(before.lost()).isEqualTo(2);
    assertThat(cloud.conservation().results().refused()).isEqualTo(3);
    assertThat(
            new String(
                cloud.deadLetter().headers().lastHeader("cbnet-reason").value(),
                StandardCharsets.UTF_8))
        .isEqualTo("forgotten_boot");
    assertThat(cloud.conservation().laws())
        .filteredOn(law -> !law.holds())
        .extracting(ConservationReport.Law::name)
        .containsExactly("no boot lacks acknowledged results");
  }

  @Test
  void refusesAForgottenBootBeforeItIsSweptToo() {
    cloud.send(batch("pi-1", 0, 5).build());
    sendOfBoot(2, NOON);

    cloud.send(batch("pi-1", 5, 3).build(), NOON.plus(Duration.ofDays(15)));

    assertThat(cloud.conservation().results().refused()).isEqualTo(3);
    assertLawsHold();
  }

  @Test
  void forgetsHoursOfASilentDevice() {
    for (int hour = 0; hour < 3; hour++) {
      ResultBatch batch = batch("pi-1", hour, 1).build();
      at(batch, NOON.plus(Duration.ofHours(hour)));
      cloud.send(batch, NOON.plus(Duration.ofHours(hour)));
    }
    assertThat(count(CloudStores.DEVICE_HOURS)).isEqualTo(2);

    goTo(Duration.ofDays(3));

    assertThat(count(CloudStores.DEVICE_HOURS)).isZero();
  }

  /** Another device sends then, and housekeeping runs. */
  private void goTo(Duration later) {
    Instant then = NOON.plus(later);
    ResultBatch batch = batch("pi-2", later.toSeconds(), 1).build();
    at(batch, then);
    cloud.send(batch, then);
    cloud.advanceWallClock(Duration.ofSeconds(60));
  }

  private void sendOfBoot(long bootNumber, Instant then) {
    ResultBatch batch = batch("pi-1", then.getEpochSecond(), 1).setBootNumber(bootNumber).build();
    at(batch, then);
    cloud.send(batch, then);
  }

  private static void at(ResultBatch batch, Instant time) {
    long micros = TimeUnit.SECONDS.toMicros(time.getEpochSecond());
    batch.getResults().forEach(result -> result.setCaptureMicros(micros));
  }

  private long windows(WindowSize size) {
    return cloud.windows().stream().filter(row -> row.key.size() == size).count();
  }

  private int count(Store<?, ?> store) {
    AtomicInteger count = new AtomicInteger();
    cloud.each(store, entry -> count.incrementAndGet());
    return count.get();
  }

  private void assertLawsHold() {
    assertThat(cloud.conservation().laws()).allMatch(ConservationReport.Law::holds);
  }
}
