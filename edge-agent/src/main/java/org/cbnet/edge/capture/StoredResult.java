package org.cbnet.edge.capture;

import java.util.Objects;
import org.cbnet.schemas.record.Result;

/**
 * A result in the spool with its identity, by which the cloud counts it once.
 *
 * @param deviceId of the device
 * @param installId of its installation
 * @param bootNumber of this start of the agent
 * @param sequence of the result within the boot
 * @param result what the frame's inference came to; not to be written to
 */
public record StoredResult(
    String deviceId, String installId, long bootNumber, long sequence, Result result) {
  public StoredResult {
    Objects.requireNonNull(deviceId, "deviceId is null");
    Objects.requireNonNull(installId, "installId is null");
    Objects.requireNonNull(result, "result is null");
  }
}
