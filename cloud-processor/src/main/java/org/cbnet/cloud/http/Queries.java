package org.cbnet.cloud.http;

import java.util.Objects;
import org.cbnet.cloud.presence.FleetQueries;
import org.cbnet.cloud.query.ConservationQueries;
import org.cbnet.cloud.query.DeviceStatsQueries;
import org.cbnet.cloud.query.RunQueries;
import org.cbnet.cloud.query.StatsQueries;

/**
 * Whom the endpoints ask.
 *
 * @param devices about devices
 * @param stats about windows of time
 * @param deviceStats about windows of single devices
 * @param runs about experiments' runs
 * @param conservation whether everything is accounted for
 */
public record Queries(
    FleetQueries devices,
    StatsQueries stats,
    DeviceStatsQueries deviceStats,
    RunQueries runs,
    ConservationQueries conservation) {

  public Queries {
    Objects.requireNonNull(devices, "devices is null");
    Objects.requireNonNull(stats, "stats is null");
    Objects.requireNonNull(deviceStats, "deviceStats is null");
    Objects.requireNonNull(runs, "runs is null");
    Objects.requireNonNull(conservation, "conservation is null");
  }
}
