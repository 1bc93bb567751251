package org.cbnet.cloud.device;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.cloud.state.AcknowledgedBoot;
import org.cbnet.cloud.state.ActivityState;
import org.cbnet.cloud.state.DeviceState;
import org.cbnet.schemas.record.BootCounters;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.ResultBatch;

/** What is known of one device: its last heartbeat and its last results. Not thread-safe. */
public final class DeviceRow {
  /** Boots whose acknowledged results are kept apart; of older ones only the sum is. */
  public static final int MAX_BOOTS = 64;

  private static final int FORMAT_VERSION = 1;

  private final DeviceState state;

  private DeviceRow(DeviceState state) {
    this.state = state;
  }

  /** A device not heard of before. */
  public static DeviceRow empty() {
    DeviceState state = new DeviceState();
    state.setFormatVersion(FORMAT_VERSION);
    state.setBoots(new ArrayList<>());
    return new DeviceRow(state);
  }

  /** As {@link #toState()} gave it. */
  public static DeviceRow of(DeviceState state) {
    return new DeviceRow(state);
  }

  /** The stored form. */
  public DeviceState toState() {
    return state;
  }

  /**
   * Takes a heartbeat.
   *
   * @param bytes as received
   */
  public void heartbeat(DeviceStatus status, byte[] bytes, long appendMillis) {
    state.setStatus(ByteBuffer.wrap(bytes));
    state.setStatusAppendMillis(appendMillis);
    List<BootCounters> boots = status.getBoots();
    for (BootCounters counters :
        boots.subList(Math.max(0, boots.size() - MAX_BOOTS), boots.size())) {
      acknowledge(
          new AcknowledgedBoot(
              Objects.requireNonNullElse(counters.getInstallId(), status.getInstallId()),
              counters.getBootNumber(),
              counters.getAcknowledged(),
              counters.getEnergyAcknowledged()));
    }
  }

  /** Forgets the heartbeat, as its tombstone asks; what was acknowledged stays. */
  public void forgetHeartbeat() {
    state.setStatus(null);
    state.setStatusAppendMillis(0);
  }

  /** Takes a batch of which results were accepted. */
  public void results(ResultBatch batch, long accepted, long appendMillis) {
    long before = activity().map(ActivityState::getResults).orElse(0L);
    state.setActivity(
        new ActivityState(
            appendMillis,
            batch.getInstallId(),
            batch.getBootNumber(),
            batch.getSite(),
            batch.getBoard(),
            batch.getStrategy(),
            batch.getModelHash(),
            batch.getConfigHash(),
            batch.getRunId(),
            before + accepted));
  }

  /** The last heartbeat as received. */
  public Optional<byte[]> heartbeatBytes() {
    return Optional.ofNullable(state.getStatus())
        .map(
            buffer -> {
              byte[] bytes = new byte[buffer.remaining()];
              buffer.duplicate().get(bytes);
              return bytes;
            });
  }

  /** When the last heartbeat was appended, milliseconds since 1970-01-01 UTC. */
  public long heartbeatMillis() {
    return state.getStatusAppendMillis();
  }

  /** The last results. */
  public Optional<ActivityState> activity() {
    return Optional.ofNullable(state.getActivity());
  }

  /** Results that the device has been told are on the broker, over all its boots. */
  public long acknowledgedResults() {
    return state.getOlderResults()
        + state.getBoots().stream().mapToLong(AcknowledgedBoot::getResults).sum();
  }

  /** The same of energy samples. */
  public long acknowledgedEnergySamples() {
    return state.getOlderEnergySamples()
        + state.getBoots().stream().mapToLong(AcknowledgedBoot::getEnergySamples).sum();
  }

  private void acknowledge(AcknowledgedBoot boot) {
    List<AcknowledgedBoot> boots = new ArrayList<>(state.getBoots());
    boots.removeIf(known -> isSameBoot(known, boot));
    boots.add(boot);
    state.setBoots(boots);
    if (boots.size() > MAX_BOOTS) {
      AcknowledgedBoot oldest = boots.remove(0);
      state.setOlderResults(state.getOlderResults() + oldest.getResults());
      state.setOlderEnergySamples(state.getOlderEnergySamples() + oldest.getEnergySamples());
    }
  }

  private static boolean isSameBoot(AcknowledgedBoot one, AcknowledgedBoot other) {
    return one.getBootNumber() == other.getBootNumber()
        && one.getInstallId().equals(other.getInstallId());
  }
}
