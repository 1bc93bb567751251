package org.cbnet.cloud.device;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Who has sent a record.
 *
 * @param installId installation
 * @param osBootId the operating system's boot at sending
 * @param bootNumber of a record captured in that boot; empty for one that waited over a reboot
 */
public record Sender(String installId, String osBootId, OptionalLong bootNumber) {
  /** As long as a heartbeat may name it. */
  private static final int MAX_OS_BOOT_ID = 256;

  public Sender {
    Objects.requireNonNull(installId, "installId is null");
    Objects.requireNonNull(osBootId, "osBootId is null");
    Objects.requireNonNull(bootNumber, "bootNumber is null");
    // Noted also of a record that is refused for its length: a row of those would fit no changelog.
    osBootId = osBootId.substring(0, Math.min(MAX_OS_BOOT_ID, osBootId.length()));
  }

  /**
   * Of a record that may have waited.
   *
   * @param capturedIn the operating system's boot at capture
   * @param sentIn that at sending; null where it is the same
   */
  public static Sender of(String installId, long bootNumber, String capturedIn, String sentIn) {
    return sentIn == null || sentIn.equals(capturedIn)
        ? new Sender(installId, capturedIn, OptionalLong.of(bootNumber))
        : new Sender(installId, sentIn, OptionalLong.empty());
  }
}
