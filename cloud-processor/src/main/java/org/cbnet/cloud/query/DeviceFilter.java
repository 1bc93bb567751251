package org.cbnet.cloud.query;

import java.util.Objects;
import java.util.Optional;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.device.Heartbeat;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PartitionView;
import org.cbnet.schemas.record.DeviceStatus;

/**
 * Which devices to tell of, by their last results or else their last heartbeat; null does not
 * matter.
 *
 * @param strategy by name
 * @param site site
 * @param board board key
 */
public record DeviceFilter(String strategy, String site, String board) {
  /** All devices. */
  public static final DeviceFilter NONE = new DeviceFilter(null, null, null);

  boolean passes(String deviceId, DeviceRow row, PartitionView view) {
    return equals(NONE)
        || row.activity()
            .map(last -> passes(last.getStrategy(), last.getSite(), last.getBoard()))
            .or(() -> heartbeat(deviceId, row, view).map(last -> passes(last.status())))
            .orElse(false);
  }

  private static Optional<Heartbeat> heartbeat(String deviceId, DeviceRow row, PartitionView view) {
    return Optional.ofNullable(view.read(CloudStores.HEARTBEATS).get(deviceId))
        .or(row::oldHeartbeat);
  }

  private boolean passes(DeviceStatus status) {
    return passes(status.getStrategy(), status.getSite(), status.getBoard());
  }

  private boolean passes(String ofStrategy, String ofSite, String ofBoard) {
    return (strategy == null || strategy.equals(ofStrategy))
        && (site == null || site.equals(ofSite))
        && (board == null || board.equals(ofBoard));
  }

  /** The same in every process, unlike an object's hash. */
  public String text() {
    return String.join(
        " ",
        Objects.requireNonNullElse(strategy, ""),
        Objects.requireNonNullElse(site, ""),
        Objects.requireNonNullElse(board, ""));
  }
}
