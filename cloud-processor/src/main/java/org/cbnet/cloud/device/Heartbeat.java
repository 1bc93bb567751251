package org.cbnet.cloud.device;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.cbnet.cloud.state.HeartbeatState;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.record.DeviceStatus;

/**
 * The last heartbeat of a device.
 *
 * @param status what it says
 * @param bytes as received
 * @param appendMillis when it was appended, milliseconds since 1970-01-01 UTC
 */
public record Heartbeat(DeviceStatus status, ByteBuffer bytes, long appendMillis) {
  private static final AvroCodec<DeviceStatus> STATUS = AvroCodec.of(DeviceStatus.class);

  public Heartbeat {
    Objects.requireNonNull(status, "status is null");
    Objects.requireNonNull(bytes, "bytes is null");
  }

  /** As {@link #toState()} gave it. */
  public static Heartbeat of(HeartbeatState state) {
    return of(state.getStatus(), state.getAppendMillis());
  }

  static Heartbeat of(ByteBuffer buffer, long appendMillis) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    try {
      return new Heartbeat(STATUS.decode(bytes), buffer, appendMillis);
    } catch (DecodingException e) {
      throw new IllegalStateException("a stored heartbeat can't be read: " + e.getMessage(), e);
    }
  }

  /** The stored form. */
  public HeartbeatState toState() {
    return new HeartbeatState(StateFormat.VERSION, bytes, appendMillis);
  }

  /**
   * Whether this one was sent after another: a device that publishes over several connections, or
   * again after a failure, can have its own heartbeats overtake each other.
   */
  public boolean isNewerThan(Heartbeat last) {
    if (!status.getInstallId().equals(last.status.getInstallId())) {
      return true;
    }
    if (status.getBootNumber() != last.status.getBootNumber()) {
      return status.getBootNumber() > last.status.getBootNumber();
    }
    // Monotonic clocks compare only within one boot of the operating system.
    return !status.getOsBootId().equals(last.status.getOsBootId())
        || status.getSentMonotonicNanos() >= last.status.getSentMonotonicNanos();
  }
}
