package org.cbnet.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.cbnet.cloud.control.registry.Registry;
import org.cbnet.cloud.control.table.Entry;
import org.cbnet.cloud.query.Copies;
import org.cbnet.cloud.query.DeviceFilter;
import org.cbnet.cloud.query.DeviceQueries;
import org.cbnet.cloud.query.ModelQueries;
import org.cbnet.cloud.rollout.RolloutFigures;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.schemas.record.DeviceRecord;

/** What roll-outs are judged by: heartbeats, the registry's groups and the windows of a minute. */
final class FleetFigures implements RolloutFigures {
  private static final int PAGE = 1_000;
  private static final double MEDIAN = 0.5;

  private final DeviceQueries devices;
  private final ModelQueries models;
  private final Registry registry;

  FleetFigures(DeviceQueries devices, ModelQueries models, Registry registry) {
    this.devices = Objects.requireNonNull(devices, "devices is null");
    this.models = Objects.requireNonNull(models, "models is null");
    this.registry = Objects.requireNonNull(registry, "registry is null");
  }

  @Override
  public void devices(Consumer<Device> sink) {
    Optional<String> after = Optional.empty();
    do {
      DeviceQueries.Page page = devices.page(PAGE, after, DeviceFilter.NONE, Copies.ALLOWED);
      page.devices().forEach(device -> tell(device, sink));
      after = Optional.ofNullable(page.next());
    } while (after.isPresent());
  }

  @Override
  public Model model(String modelHash, Instant from) {
    Figures figures = models.since(modelHash, from);
    Figures.Tally tally = figures.tally();
    return new Model(
        tally.results() - tally.failed(),
        tally.labelled(),
        tally.correct(),
        figures.total().map(total -> total.quantileMicros(MEDIAN)).orElse(Double.NaN));
  }

  private void tell(DeviceQueries.Device device, Consumer<Device> sink) {
    DeviceQueries.Heartbeat beat = device.heartbeat();
    boolean isServed =
        registry.state(device.deviceId()).map(state -> state.isServed()).orElse(true);
    if (beat == null || !isServed) {
      return;
    }
    List<String> groups =
        registry
            .find(device.deviceId())
            .map(Entry::value)
            .map(DeviceRecord::getGroups)
            .orElse(List.of());
    sink.accept(
        new Device(
            device.deviceId(),
            groups,
            beat.modelHash(),
            beat.bundleState(),
            Instant.parse(beat.received()).toEpochMilli()));
  }
}
