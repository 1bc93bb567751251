package org.cbnet.cloud.topology;

import java.util.Optional;
import org.cbnet.cloud.topology.Refusal.Reason;
import org.cbnet.schemas.record.BootCounters;
import org.cbnet.schemas.record.DeviceStatus;

/** What a heartbeat must be like to be kept. */
final class StatusRules {
  /** A heartbeat is kept as it came, and what is kept must be readable again. */
  static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_TEXT = 256;
  private static final int MAX_REASON = 4_096;
  private static final long MAX_COUNT = 1L << 40;

  private StatusRules() {}

  static Optional<Refusal> check(DeviceStatus status, Arrival arrival) {
    Rules rules =
        new Rules()
            .key(arrival, status.getDeviceId())
            .that(
                arrival.value().length <= MAX_BYTES,
                Reason.SIZE,
                "a heartbeat must have at most %d bytes, has %d",
                MAX_BYTES,
                arrival.value().length)
            .id("deviceId", status.getDeviceId())
            .id("installId", status.getInstallId())
            .range(Reason.SEQUENCE, "bootNumber", status.getBootNumber(), ResultRules.MAX_SEQUENCE)
            .text("osBootId", status.getOsBootId(), MAX_TEXT)
            .id("state", status.getState())
            .id("site", status.getSite())
            .board("board", status.getBoard())
            .text("agentVersion", status.getAgentVersion(), MAX_TEXT)
            .text("javaVersion", status.getJavaVersion(), MAX_TEXT)
            .text("osVersion", status.getOsVersion(), MAX_TEXT)
            .strategy(status.getStrategy())
            .id("modelHash", status.getModelHash())
            .id("configHash", status.getConfigHash())
            .textOrNull("desiredTag", status.getDesiredTag(), MAX_TEXT)
            .textOrNull("bundleState", status.getBundleState(), MAX_TEXT)
            .textOrNull("bundleReason", status.getBundleReason(), MAX_REASON)
            .idOrNull("runId", status.getRunId());
    for (BootCounters boot : status.getBoots()) {
      boot(rules, boot);
    }
    return rules.refusal();
  }

  private static void boot(Rules rules, BootCounters boot) {
    rules
        .idOrNull("installId", boot.getInstallId())
        .range(Reason.SEQUENCE, "bootNumber", boot.getBootNumber(), ResultRules.MAX_SEQUENCE)
        .range(Reason.NUMBER, "acknowledged", boot.getAcknowledged(), MAX_COUNT)
        .range(Reason.NUMBER, "energyAcknowledged", boot.getEnergyAcknowledged(), MAX_COUNT)
        .range(Reason.NUMBER, "spooled", boot.getSpooled(), MAX_COUNT)
        .range(Reason.NUMBER, "dropped", boot.getDropped(), MAX_COUNT);
  }
}
