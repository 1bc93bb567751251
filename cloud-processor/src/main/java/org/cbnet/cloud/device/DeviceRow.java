package org.cbnet.cloud.device;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.cbnet.cloud.state.ActivityState;
import org.cbnet.cloud.state.DeviceState;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.ResultBatch;

/** What is known of one device: its last heartbeat and its last results. Not thread-safe. */
public final class DeviceRow {
  private static final AvroCodec<DeviceStatus> STATUS = AvroCodec.of(DeviceStatus.class);
  private static final int FORMAT_VERSION = 1;

  private final DeviceState state;

  private DeviceRow(DeviceState state) {
    this.state = state;
  }

  /** A device not heard of before. */
  public static DeviceRow empty() {
    DeviceState state = new DeviceState();
    state.setFormatVersion(FORMAT_VERSION);
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
   * Takes a heartbeat, unless the one at hand was sent later: a device that publishes over several
   * connections, or again after a failure, can have its own heartbeats overtake each other.
   *
   * @param bytes as received
   */
  public void heartbeat(DeviceStatus status, byte[] bytes, long appendMillis) {
    if (heartbeat().map(last -> isNewer(status, last)).orElse(true)) {
      state.setStatus(ByteBuffer.wrap(bytes));
      state.setStatusAppendMillis(appendMillis);
    }
  }

  /** Takes how many more results were acknowledged to the device. */
  public void acknowledge(long more) {
    state.setAcknowledgedResults(state.getAcknowledgedResults() + more);
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

  /** The last heartbeat. */
  public Optional<DeviceStatus> heartbeat() {
    return Optional.ofNullable(state.getStatus()).map(DeviceRow::decoded);
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
    return state.getAcknowledgedResults();
  }

  private static boolean isNewer(DeviceStatus status, DeviceStatus last) {
    if (!status.getInstallId().equals(last.getInstallId())) {
      return true;
    }
    if (status.getBootNumber() != last.getBootNumber()) {
      return status.getBootNumber() > last.getBootNumber();
    }
    // Monotonic clocks compare only within one boot of the operating system.
    return !status.getOsBootId().equals(last.getOsBootId())
        || status.getSentMonotonicNanos() >= last.getSentMonotonicNanos();
  }

  private static DeviceStatus decoded(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    try {
      return STATUS.decode(bytes);
    } catch (DecodingException e) {
      throw new IllegalStateException("a stored heartbeat can't be read: " + e.getMessage(), e);
    }
  }
}
