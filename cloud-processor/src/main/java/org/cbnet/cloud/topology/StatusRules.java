package org.cbnet.cloud.topology;

import java.util.Optional;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.topology.Refusal.Reason;
import org.cbnet.schemas.record.BootCounters;
import org.cbnet.schemas.record.DeviceStatus;

/** What a heartbeat must be like to be kept. */
final class StatusRules {
  private static final int MAX_TEXT = 256;
  private static final long MAX_COUNT = 1L << 60;

  private StatusRules() {}

  static Optional<Refusal> check(DeviceStatus status, Arrival arrival) {
    Rules rules =
        new Rules()
            .key(arrival, status.getDeviceId())
            .id("deviceId", status.getDeviceId())
            .id("installId", status.getInstallId())
            .range(Reason.SEQUENCE, "bootNumber", status.getBootNumber(), MAX_COUNT)
            .id("state", status.getState())
            .id("site", status.getSite())
            .board("board", status.getBoard())
            .text("agentVersion", status.getAgentVersion(), MAX_TEXT)
            .text("javaVersion", status.getJavaVersion(), MAX_TEXT)
            .text("osVersion", status.getOsVersion(), MAX_TEXT)
            .id("strategy", status.getStrategy())
            .id("modelHash", status.getModelHash())
            .id("configHash", status.getConfigHash())
            .idOrNull("runId", status.getRunId())
            .that(
                status.getBoots().size() <= DeviceRow.MAX_BOOTS,
                Reason.BATCH_SIZE,
                "a heartbeat must count at most %d boots, has %d"
                    .formatted(DeviceRow.MAX_BOOTS, status.getBoots().size()));
    for (BootCounters boot : status.getBoots()) {
      rules
          .range(Reason.SEQUENCE, "bootNumber", boot.getBootNumber(), MAX_COUNT)
          .range(Reason.NUMBER, "acknowledged", boot.getAcknowledged(), MAX_COUNT)
          .range(Reason.NUMBER, "energyAcknowledged", boot.getEnergyAcknowledged(), MAX_COUNT);
    }
    return rules.refusal();
  }
}
