package org.cbnet.cloud.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.status;

import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DeviceStatus;
import org.junit.jupiter.api.Test;

class DeviceRowTest {
  private final DeviceRow row = DeviceRow.empty();

  @Test
  void keepsTheHeartbeatOfTheNewestBoot() {
    take(status("pi-1", 0).setBootNumber(2).setState("running"), 1);
    take(status("pi-1", 0).setBootNumber(1).setState("stopped"), 2);

    assertThat(row.heartbeat()).map(DeviceStatus::getState).contains("running");
    assertThat(row.heartbeatMillis()).isEqualTo(1);
  }

  @Test
  void keepsTheHeartbeatThatWasSentLastWithinABoot() {
    take(status("pi-1", 0).setSentMonotonicNanos(20).setState("draining"), 1);
    take(status("pi-1", 0).setSentMonotonicNanos(10).setState("running"), 2);

    assertThat(row.heartbeat()).map(DeviceStatus::getState).contains("draining");
  }

  @Test
  void takesTheArrivalWhereClocksDoNotCompare() {
    take(status("pi-1", 0).setSentMonotonicNanos(20).setState("starting"), 1);
    take(status("pi-1", 0).setSentMonotonicNanos(10).setOsBootId("b").setState("running"), 2);
    assertThat(row.heartbeat()).map(DeviceStatus::getState).contains("running");

    take(status("pi-1", 0).setInstallId("install-2").setBootNumber(0).setState("starting"), 3);
    assertThat(row.heartbeat()).map(DeviceStatus::getState).contains("starting");
  }

  private void take(DeviceStatus.Builder heartbeat, long appendMillis) {
    DeviceStatus status = heartbeat.build();
    byte[] bytes = Topics.DEVICE_STATUS.value().serializer().serialize("any", status);
    row.heartbeat(status, bytes, appendMillis);
  }
}
