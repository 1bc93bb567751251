package org.cbnet.cloud.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.boot;
import static org.cbnet.cloud.TestRecords.status;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceRowTest {

  @Test
  void addsUpMoreBootsThanItLists() {
    DeviceRow row = DeviceRow.empty();
    for (long number = 1; number <= 100; number++) {
      row = DeviceRow.of(row.toState());
      row.heartbeat(status("pi-1", 0).setBoots(List.of(boot(number, 10))).build(), new byte[1], 1);
    }

    assertThat(row.toState().getBoots()).hasSize(DeviceRow.MAX_BOOTS);
    assertThat(row.acknowledgedResults()).isEqualTo(1_000);
  }

  @Test
  void takesTheLastWordOfEachBoot() {
    DeviceRow row = DeviceRow.empty();
    row.heartbeat(status("pi-1", 5).build(), new byte[1], 1);
    row.heartbeat(
        status("pi-1", 0).setBoots(List.of(boot(1, 8), boot(2, 3))).build(), new byte[1], 2);
    row.heartbeat(status("pi-1", 4).setInstallId("install-2").build(), new byte[1], 3);

    assertThat(row.acknowledgedResults()).isEqualTo(8 + 3 + 4);
    assertThat(row.heartbeatMillis()).isEqualTo(3);
  }
}
