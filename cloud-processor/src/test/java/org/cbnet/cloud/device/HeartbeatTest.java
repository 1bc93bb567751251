package org.cbnet.cloud.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.status;

import java.nio.ByteBuffer;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DeviceStatus;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  @Test
  void keepsTheHeartbeatOfTheNewestBoot() {
    Heartbeat newer = heartbeat(status("pi-1", 0).setBootNumber(2));
    Heartbeat older = heartbeat(status("pi-1", 0).setBootNumber(1));

    assertThat(newer.isNewerThan(older)).isTrue();
    assertThat(older.isNewerThan(newer)).isFalse();
  }

  @Test
  void keepsTheHeartbeatThatWasSentLastWithinABoot() {
    Heartbeat last = heartbeat(status("pi-1", 0).setSentMonotonicNanos(20));
    Heartbeat overtaken = heartbeat(status("pi-1", 0).setSentMonotonicNanos(10));

    assertThat(overtaken.isNewerThan(last)).isFalse();
    assertThat(last.isNewerThan(overtaken)).isTrue();
  }

  @Test
  void takesTheArrivalWhereClocksDoNotCompare() {
    Heartbeat last = heartbeat(status("pi-1", 0).setSentMonotonicNanos(20));

    assertThat(
            heartbeat(status("pi-1", 0).setSentMonotonicNanos(10).setOsBootId("b"))
                .isNewerThan(last))
        .isTrue();
    assertThat(
            heartbeat(status("pi-1", 0).setInstallId("install-2").setBootNumber(0))
                .isNewerThan(last))
        .isTrue();
  }

  @Test
  void isTheSameAfterItsStoredForm() {
    Heartbeat heartbeat = heartbeat(status("pi-1", 5));

    assertThat(Heartbeat.of(heartbeat.toState())).isEqualTo(heartbeat);
  }

  private static Heartbeat heartbeat(DeviceStatus.Builder builder) {
    DeviceStatus status = builder.build();
    byte[] bytes = Topics.DEVICE_STATUS.value().serializer().serialize("any", status);
    return Heartbeat.of(status, ByteBuffer.wrap(bytes), 1);
  }
}
