package org.cbnet.cloud;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cbnet.cloud.access.KafkaAuditLog;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.control.desired.ControlKey;
import org.cbnet.cloud.control.desired.ControlTables;
import org.cbnet.cloud.control.desired.Delivery;
import org.cbnet.cloud.control.desired.DesiredStates;
import org.cbnet.cloud.control.desired.Overlay;
import org.cbnet.cloud.control.registry.Registry;
import org.cbnet.cloud.control.table.TableSettings;
import org.cbnet.cloud.http.DesiredApi;
import org.cbnet.cloud.http.DeviceDesiredApi;
import org.cbnet.cloud.http.RegistryApi;
import org.cbnet.cloud.http.Route;
import org.cbnet.cloud.presence.Registrations;
import org.cbnet.cloud.start.StartException;
import org.cbnet.cloud.start.StreamsSettings;

/** Registry, desired states and their delivery, put together for {@link CloudApp}. */
final class Steering implements AutoCloseable {
  private final ControlTables tables;
  private final Delivery delivery;
  private final Registry registry;
  private final DesiredStates states;
  private final Optional<ControlKey> key;
  private final KafkaAuditLog audit;

  private Steering(
      ControlTables tables,
      CloudConfig config,
      Clock clock,
      Predicate<String> bundleKnown,
      Overlay overlay,
      Optional<ControlKey> key) {
    this.tables = tables;
    this.registry = new Registry(tables.registry(), clock);
    this.states = new DesiredStates(tables.desired(), bundleKnown, clock);
    this.delivery =
        new Delivery(tables, registry, overlay, config.control().enforceRegistry(), clock);
    this.key = key;
    this.audit = new KafkaAuditLog(settings(config).client(), clock);
  }

  /**
   * Starts.
   *
   * @param bundleKnown whether devices can fetch a bundle, by hash
   * @param overlay what is wanted by a rule
   */
  static Steering start(
      CloudConfig config, Clock clock, Predicate<String> bundleKnown, Overlay overlay)
      throws StartException {
    Optional<ControlKey> key = Optional.empty();
    if (config.control().keyFile().isPresent()) {
      key = Optional.of(ControlKey.read(config.control().keyFile().get()));
    }
    return new Steering(
        ControlTables.open(settings(config)), config, clock, bundleKnown, overlay, key);
  }

  private static TableSettings settings(CloudConfig config) {
    return TableSettings.of(
        StreamsSettings.admin(config), config.applicationId(), config.topics().replicationFactor());
  }

  List<Route> routes() {
    return Stream.of(
            new RegistryApi(registry, audit).routes(),
            new DesiredApi(states, audit).routes(),
            new DeviceDesiredApi(delivery, key).routes())
        .flatMap(List::stream)
        .toList();
  }

  Registry registry() {
    return registry;
  }

  /** What devices' presence is shown beside. */
  Registrations registrations() {
    return new Registrations() {
      @Override
      public Optional<String> state(String deviceId) {
        return registry.find(deviceId).map(entry -> entry.value().getState());
      }

      @Override
      public List<String> ids(int limit, Optional<String> after) {
        return registry.page(limit, after, any -> true).stream()
            .map(entry -> entry.value().getDeviceId())
            .toList();
      }
    };
  }

  DesiredStates states() {
    return states;
  }

  /** Why it can't answer; nothing where it can. */
  Optional<String> obstacle() {
    return tables.obstacle();
  }

  @Override
  public void close() {
    delivery.close();
    audit.close();
    tables.close();
  }
}
