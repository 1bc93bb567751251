package org.cbnet.cloud;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.cbnet.cloud.access.KafkaAuditLog;
import org.cbnet.cloud.bundle.Bundles;
import org.cbnet.cloud.bundle.BundlesStart;
import org.cbnet.cloud.bundle.BundlesUnavailableException;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.control.desired.DesiredStates;
import org.cbnet.cloud.control.desired.Overlay;
import org.cbnet.cloud.control.table.ControlTable;
import org.cbnet.cloud.control.table.TableSettings;
import org.cbnet.cloud.http.BundlesApi;
import org.cbnet.cloud.http.RolloutsApi;
import org.cbnet.cloud.http.Route;
import org.cbnet.cloud.query.NotReadyException;
import org.cbnet.cloud.rollout.Rollout;
import org.cbnet.cloud.rollout.RolloutDriver;
import org.cbnet.cloud.rollout.RolloutFigures;
import org.cbnet.cloud.rollout.RolloutOverlay;
import org.cbnet.cloud.rollout.RolloutTopic;
import org.cbnet.cloud.rollout.Rollouts;
import org.cbnet.cloud.start.StartException;
import org.cbnet.cloud.start.StreamsSettings;

/** Bundles and their roll-out, put together for {@link CloudApp}. */
final class Releases implements AutoCloseable {
  private final CloudConfig config;
  private final Clock clock;
  private final KafkaAuditLog audit;
  private final ControlTable<Rollout> table;
  private final Bundles bundles;
  private final Rollouts rollouts;
  private volatile Optional<DesiredStates> states = Optional.empty();
  private volatile Optional<RolloutDriver> driver = Optional.empty();

  private Releases(
      CloudConfig config,
      Clock clock,
      KafkaAuditLog audit,
      ControlTable<Rollout> table,
      Properties client)
      throws StartException {
    this.config = config;
    this.clock = clock;
    this.audit = audit;
    this.table = table;
    this.bundles = BundlesStart.start(config, client, this::userOf, audit, clock);
    this.rollouts = new Rollouts(table, this::isBundleKnown, audit, clock);
  }

  /** Starts to read what there is. */
  static Releases start(CloudConfig config, Clock clock) throws StartException {
    Properties client = StreamsSettings.admin(config);
    TableSettings settings =
        TableSettings.of(client, config.applicationId(), config.topics().replicationFactor());
    ControlTable<Rollout> table = ControlTable.open(RolloutTopic.TOPIC, settings);
    KafkaAuditLog audit = new KafkaAuditLog(settings.client(), clock);
    try {
      return new Releases(config, clock, audit, table, client);
    } catch (StartException e) {
      audit.close();
      table.close();
      throw e;
    }
  }

  /** Whether devices can fetch a bundle. */
  boolean isBundleKnown(String hash) {
    try {
      return bundles.find(hash).isPresent();
    } catch (BundlesUnavailableException e) {
      throw new NotReadyException(e.getMessage());
    }
  }

  /** Why desired states can't be resolved yet; nothing where they can. */
  Optional<String> obstacle() {
    return table.obstacle();
  }

  /** What roll-outs want of devices. */
  Overlay overlay() {
    return new RolloutOverlay(table);
  }

  /**
   * Begins to drive roll-outs.
   *
   * @param desired states, which may name bundles
   * @param instance names this one, different from all others
   * @return the operations
   */
  List<Route> begin(DesiredStates desired, RolloutFigures figures, String instance) {
    states = Optional.of(desired);
    RolloutDriver made = new RolloutDriver(rollouts, figures, instance, clock);
    made.start(config.bundles().rolloutInterval());
    driver = Optional.of(made);
    List<Route> routes =
        new ArrayList<>(new BundlesApi(bundles, config.bundles().maxBytes()).routes());
    routes.addAll(new RolloutsApi(rollouts, bundles, figures).routes());
    return routes;
  }

  private Optional<String> userOf(String hash) {
    Optional<String> rollout = rollouts.userOf(hash).map(each -> "roll-out " + each.id());
    return rollout.or(
        () ->
            states.stream()
                .flatMap(all -> all.all().entrySet().stream())
                .filter(entry -> hash.equals(entry.getValue().value().getBundle()))
                .map(entry -> "desired state of " + entry.getKey())
                .findFirst());
  }

  @Override
  public void close() {
    driver.ifPresent(RolloutDriver::close);
    bundles.close();
    table.close();
    audit.close();
  }
}
