package org.cbnet.cloud.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.cbnet.cloud.TestRecords.NOON;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.TestRecords;
import org.cbnet.cloud.TestRegistrations;
import org.cbnet.cloud.presence.FleetQueries.FleetDevice;
import org.cbnet.cloud.query.Copies;
import org.cbnet.cloud.query.DeviceFilter;
import org.cbnet.cloud.query.DeviceQueries;
import org.cbnet.cloud.query.Frames;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetQueriesTest {
  private static final FleetQueries.Filter ALL =
      new FleetQueries.Filter(DeviceFilter.NONE, null, null);

  private final TestCloud cloud = new TestCloud();

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void judgesByAppendTimesWhateverADevicesClockSays() {
    heartbeat("clock-1970", Instant.EPOCH.plusSeconds(12), NOON.minusSeconds(29));
    heartbeat("clock-ahead", NOON.plus(Duration.ofDays(14)), NOON.minus(Duration.ofMinutes(5)));
    heartbeat("clock-right", NOON, NOON.minusSeconds(30));

    FleetQueries fleet = fleet(Map.of("silent", "invited"));

    assertThat(fleet.page(10, Optional.empty(), ALL, Copies.REFUSED).devices())
        .extracting(FleetDevice::deviceId, FleetDevice::presence, FleetDevice::registration)
        .containsExactly(
            tuple("clock-1970", "online", "unregistered"),
            tuple("clock-ahead", "offline", "unregistered"),
            tuple("clock-right", "late", "unregistered"),
            tuple("silent", "never-seen", "invited"));
  }

  @Test
  void takesResultsForASignOfLifeToo() {
    heartbeat("pi-1", NOON, NOON.minus(Duration.ofHours(1)));
    ResultBatch batch = TestRecords.batch("pi-1", 0, 1).build();
    cloud.send(batch, NOON.minusSeconds(1));

    FleetDevice device =
        fleet(Map.of("pi-1", "active")).find("pi-1", Copies.REFUSED).orElseThrow().device();

    assertThat(device.presence()).isEqualTo("online");
    assertThat(device.registration()).isEqualTo("active");
    assertThat(device.lastHeard()).isEqualTo(NOON.minusSeconds(1).toString());
  }

  @Test
  void findsWhoIsRegisteredOnlyAndNobodyElse() {
    FleetQueries fleet = fleet(Map.of("silent", "retired"));

    assertThat(fleet.find("silent", Copies.REFUSED).orElseThrow().device().presence())
        .isEqualTo("never-seen");
    assertThat(fleet.find("nobody", Copies.REFUSED)).isEmpty();
  }

  @Test
  void pagesThroughHeardAndRegisteredDevicesWithoutAGapOrARepeat() {
    for (String id : List.of("b", "d", "f")) {
      heartbeat(id, NOON, NOON);
    }
    FleetQueries fleet = fleet(Map.of("a", "active", "c", "active", "d", "active", "g", "active"));

    assertThat(ids(fleet, 2, ALL)).containsExactly("a", "b", "c", "d", "f", "g");
    assertThat(ids(fleet, 1, new FleetQueries.Filter(DeviceFilter.NONE, "never-seen", null)))
        .containsExactly("a", "c", "g");
    assertThat(ids(fleet, 10, new FleetQueries.Filter(DeviceFilter.NONE, null, "unregistered")))
        .containsExactly("b", "f");
  }

  private static List<String> ids(FleetQueries fleet, int limit, FleetQueries.Filter wanted) {
    List<String> ids = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      FleetQueries.Page page = fleet.page(limit, after, wanted, Copies.REFUSED);
      page.devices().forEach(device -> ids.add(device.deviceId()));
      after = Optional.ofNullable(page.next());
    } while (after.isPresent());
    return ids;
  }

  private FleetQueries fleet(Map<String, String> registered) {
    return new FleetQueries(
        new DeviceQueries(cloud.snapshots(), Frames.NONE),
        new TestRegistrations(registered),
        new PresenceRule(Duration.ofSeconds(30), Duration.ofMinutes(5)),
        Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private void heartbeat(String deviceId, Instant deviceClock, Instant appended) {
    cloud.send(
        Topics.DEVICE_STATUS,
        deviceId,
        TestRecords.status(deviceId, 0)
            .setClockSynced(false)
            .setSentWallMicros(TimeUnit.MILLISECONDS.toMicros(deviceClock.toEpochMilli()))
            .build(),
        appended);
  }
}
