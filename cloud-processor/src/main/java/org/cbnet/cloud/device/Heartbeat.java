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
 * <p>Kept as the bytes that came: as an object, whose fields nobody asks for until an operator
 * does, it is several times as large, and one is kept of each device.
 *
 * @param bytes as received
 * @param appendMillis when it was appended, milliseconds since 1970-01-01 UTC
 * @param sent what tells it from the device's others
 */
public record Heartbeat(ByteBuffer bytes, long appendMillis, Sent sent) {
  private static final AvroCodec<DeviceStatus> STATUS = AvroCodec.of(DeviceStatus.class);

  /**
   * Where in the device's life it was sent.
   *
   * @param installId installation
   * @param bootNumber boot of the agent within it
   * @param osBootId boot of the operating system
   * @param monotonicNanos of the operating system's clock, compares only within one such boot
   */
  public record Sent(String installId, long bootNumber, String osBootId, long monotonicNanos) {
    public Sent {
      Objects.requireNonNull(installId, "installId is null");
      Objects.requireNonNull(osBootId, "osBootId is null");
    }
  }

  public Heartbeat {
    Objects.requireNonNull(bytes, "bytes is null");
    Objects.requireNonNull(sent, "sent is null");
  }

  /**
   * Of what was just received.
   *
   * @param status what the bytes say
   */
  public static Heartbeat of(DeviceStatus status, ByteBuffer bytes, long appendMillis) {
    return new Heartbeat(
        bytes,
        appendMillis,
        new Sent(
            status.getInstallId(),
            status.getBootNumber(),
            status.getOsBootId(),
            status.getSentMonotonicNanos()));
  }

  /** As {@link #toState()} gave it. */
  public static Heartbeat of(HeartbeatState state) {
    return of(state.getStatus(), state.getAppendMillis());
  }

  static Heartbeat of(ByteBuffer bytes, long appendMillis) {
    return of(decode(bytes), bytes, appendMillis);
  }

  /** The stored form. */
  public HeartbeatState toState() {
    return new HeartbeatState(StateFormat.VERSION, bytes, appendMillis);
  }

  /** What it says; read anew each time. */
  public DeviceStatus status() {
    return decode(bytes);
  }

  private static DeviceStatus decode(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    try {
      return STATUS.decode(bytes);
    } catch (DecodingException e) {
      throw new IllegalStateException("a stored heartbeat can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Whether this one was sent after another: a device that publishes over several connections, or
   * again after a failure, can have its own heartbeats overtake each other.
   */
  public boolean isNewerThan(Heartbeat last) {
    if (!sent.installId().equals(last.sent.installId())) {
      return true;
    }
    if (sent.bootNumber() != last.sent.bootNumber()) {
      return sent.bootNumber() > last.sent.bootNumber();
    }
    // Monotonic clocks compare only within one boot of the operating system.
    return !sent.osBootId().equals(last.sent.osBootId())
        || sent.monotonicNanos() >= last.sent.monotonicNanos();
  }
}
