package org.cbnet.cloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.NOON;

import java.time.Instant;
import java.util.List;
import org.cbnet.cloud.TestRecords;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.query.AlertQueries;
import org.cbnet.cloud.query.Copies;
import org.cbnet.cloud.query.DeviceQueries;
import org.cbnet.cloud.query.Frames;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Test;

class ClonesTest extends TopologyContract {

  @Test
  void takesAReinstalledDeviceForTheDeviceThatItIs() {
    cloud.send(batch("old", "os-1", 4, 0), at(0));
    cloud.send(batch("new", "os-2", 1, 0), at(1));
    // One that was overtaken on the way.
    cloud.send(batch("old", "os-1", 4, 5), at(2));
    cloud.send(batch("new", "os-2", 1, 5), at(20));
    cloud.send(batch("new", "os-2", 1, 10), at(21));

    assertThat(cloud.conservation().results().accepted()).isEqualTo(25);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void takesAPlainRebootThatSendsWhatWaitedForNoFork() {
    cloud.send(batch("one", "os-1", 4, 0), at(0));
    ResultBatch waited = batch("one", "os-1", 4, 5);
    waited.setSentOsBootId("os-2");
    cloud.send(waited, at(1));
    cloud.send(batch("one", "os-2", 5, 0), at(2));
    cloud.send(batch("one", "os-2", 6, 0), at(3));

    assertThat(cloud.conservation().results().accepted()).isEqualTo(20);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void refusesTheYoungerOfTwoInstallationsThatAreLive() {
    cloud.send(batch("old", "os-1", 4, 0), at(0));
    cloud.send(batch("new", "os-2", 1, 0), at(1));
    cloud.send(batch("old", "os-1", 4, 5), at(2));
    cloud.send(batch("new", "os-2", 1, 5), at(3));

    cloud.send(batch("new", "os-2", 1, 10), at(4));
    cloud.send(batch("old", "os-1", 4, 10), at(5));

    assertThat(reason()).isEqualTo("clone");
    ConservationReport account = cloud.conservation();
    assertThat(account.results().accepted()).isEqualTo(25);
    assertThat(account.refused()).isEqualTo(5);
    assertThat(account.laws()).allMatch(law -> law.holds());
    assertThat(alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.deviceId()).isEqualTo("pi-1");
              assertThat(alert.records()).isEqualTo("results");
              assertThat(alert.younger()).isEqualTo("new os-2");
              assertThat(alert.elder()).isEqualTo("old os-1");
              assertThat(alert.since()).isEqualTo(at(3).toString());
              assertThat(alert.isRefused()).isTrue();
              assertThat(alert.refused()).isEqualTo(1);
            });
  }

  @Test
  void refusesACopyAtItsFirstRecordWhoseBootNumberHasBeenReached() {
    cloud.send(batch("one", "os-1", 7, 0), at(0));

    cloud.send(batch("one", "os-copy", 7, 5), at(1));
    // The copy's numbers must not pass for the device's own.
    cloud.send(batch("one", "os-1", 7, 5), at(2));

    assertThat(reason()).isEqualTo("clone");
    assertThat(cloud.conservation().results().accepted()).isEqualTo(10);
    assertThat(cloud.conservation().duplicates()).isZero();
    assertThat(alerts()).singleElement().extracting("younger").isEqualTo("one os-copy");
  }

  @Test
  void takesTheYoungerOnceTheElderIsSilentAndKeepsTheAlert() {
    cloud.send(batch("one", "os-1", 7, 0), at(0));
    cloud.send(batch("one", "os-copy", 7, 5), at(1));

    assertThat(reason()).isEqualTo("clone");
    cloud.send(batch("one", "os-copy", 7, 5), at(15));
    cloud.send(batch("one", "os-copy", 7, 10), at(16));

    assertThat(cloud.conservation().results().accepted()).isEqualTo(15);
    assertThat(alerts()).singleElement().extracting("isRefused").isEqualTo(false);
  }

  @Test
  void doesNotTakeRepeatsAndReplaysForASignOfLife() {
    ResultBatch first = batch("one", "os-1", 1, 0);
    ResultBatch second = batch("one", "os-2", 2, 0);
    for (int minute = 0; minute < 8; minute += 2) {
      cloud.send(first, at(minute));
      cloud.send(second, at(minute + 1));
    }
    ResultBatch replay = batch("one", "os-1", 1, 5);
    replay.setReplayed(true);
    cloud.send(replay, at(8));
    cloud.send(batch("one", "os-2", 2, 5), at(9));

    assertThat(cloud.conservation().results().accepted()).isEqualTo(20);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void showsTheEldersHeartbeat() {
    heartbeat("old", "os-1", 0);
    heartbeat("new", "os-2", 1);
    heartbeat("old", "os-1", 2);
    heartbeat("new", "os-2", 3);

    heartbeat("old", "os-1", 4);
    heartbeat("new", "os-2", 5);

    assertThat(reason()).isEqualTo("clone");

    assertThat(
            new DeviceQueries(cloud.snapshots(), Frames.NONE)
                .find("pi-1", Copies.REFUSED)
                .orElseThrow()
                .device()
                .heartbeat()
                .installId())
        .isEqualTo("old");
    assertThat(alerts()).singleElement().extracting("records").isEqualTo("status");
  }

  private List<AlertQueries.Alert> alerts() {
    return new AlertQueries(cloud.snapshots()).alerts(Copies.REFUSED).alerts();
  }

  private String reason() {
    return header(cloud.deadLetter(), "cbnet-reason");
  }

  private void heartbeat(String installId, String osBootId, int minute) {
    DeviceStatus status =
        TestRecords.status("pi-1", 0).setInstallId(installId).setOsBootId(osBootId).build();
    cloud.send(Topics.DEVICE_STATUS, "pi-1", status, at(minute));
  }

  private static ResultBatch batch(
      String installId, String osBootId, long bootNumber, long firstSequence) {
    return TestRecords.batch("pi-1", firstSequence, 5)
        .setInstallId(installId)
        .setOsBootId(osBootId)
        .setBootNumber(bootNumber)
        .build();
  }

  private static Instant at(int minute) {
    return NOON.plusSeconds(60L * minute);
  }
}
