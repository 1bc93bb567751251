package org.cbnet.cloud;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.HostInfo;
import org.cbnet.cloud.access.KafkaAuditLog;
import org.cbnet.cloud.access.TokenTable;
import org.cbnet.cloud.comparison.SpeedupEstimator;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.control.table.TableSettings;
import org.cbnet.cloud.http.AlertsApi;
import org.cbnet.cloud.http.Exposure;
import org.cbnet.cloud.http.HttpApi;
import org.cbnet.cloud.http.PeerApi;
import org.cbnet.cloud.http.PortInUseException;
import org.cbnet.cloud.http.Queries;
import org.cbnet.cloud.http.QueryRoutes;
import org.cbnet.cloud.http.Route;
import org.cbnet.cloud.http.RunDeletionApi;
import org.cbnet.cloud.monitoring.Refusals;
import org.cbnet.cloud.peer.CopyLags;
import org.cbnet.cloud.peer.HttpPeers;
import org.cbnet.cloud.peer.Membership;
import org.cbnet.cloud.peer.PeerAccess;
import org.cbnet.cloud.peer.PeerFiles;
import org.cbnet.cloud.peer.PeerService;
import org.cbnet.cloud.presence.FleetQueries;
import org.cbnet.cloud.presence.PresenceRule;
import org.cbnet.cloud.query.AlertQueries;
import org.cbnet.cloud.query.ConservationQueries;
import org.cbnet.cloud.query.DeviceQueries;
import org.cbnet.cloud.query.DeviceStatsQueries;
import org.cbnet.cloud.query.LocalParts;
import org.cbnet.cloud.query.ModelQueries;
import org.cbnet.cloud.query.RunQueries;
import org.cbnet.cloud.query.Snapshots;
import org.cbnet.cloud.query.StatsQueries;
import org.cbnet.cloud.query.TopicFrames;
import org.cbnet.cloud.runs.KafkaRunDeletions;
import org.cbnet.cloud.start.StartException;
import org.cbnet.cloud.start.StreamsSettings;
import org.cbnet.cloud.store.SnapshotGate;
import org.cbnet.cloud.time.EventTime;
import org.cbnet.cloud.topology.CloudTopology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cloud: topics, processing, queries over HTTP. The one class that puts them together.
 *
 * <p>Runs from {@link #start} to {@link #close}; answers queries with 503 until it is ready.
 */
public final class CloudApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CloudApp.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(15);
  private static final Duration REPORT_KEPT = Duration.ofSeconds(1);
  private static final long BOOTSTRAP_SEED = 20260101;

  private final CloudConfig config;
  private final Clock clock;
  private final Closing parts = new Closing();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private HttpApi http;
  private KafkaStreams streams;

  private CloudApp(CloudConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** The topology as a configuration makes it. */
  public static Topology topology(CloudConfig config) {
    return topology(config, new SnapshotGate(), new Refusals());
  }

  /**
   * Starts.
   *
   * @throws StartException where the broker or its topics do not permit it
   * @throws PortInUseException where another program has the port
   */
  public static CloudApp start(CloudConfig config, Clock clock) throws StartException {
    CloudApp app = new CloudApp(config, clock);
    try {
      app.start();
      return app;
    } catch (StartException | RuntimeException e) {
      app.parts.close();
      throw e;
    }
  }

  private void start() throws StartException {
    Exposure.requireTls(config.http());
    int partitions = BrokerState.prepare(config);
    TokenTable tokens = parts.add(TokenTable.open(tables(), clock));
    Exposure.requireTokens(config.http(), tokens);
    Releases releases = parts.add(Releases.start(config, clock));
    Steering steering =
        parts.add(Steering.start(config, clock, releases::isBundleKnown, releases.overlay()));
    Operations operations = parts.add(new Operations(tables().client(), clock));
    KafkaAuditLog audit = parts.add(new KafkaAuditLog(tables().client(), clock));
    SnapshotGate gate = new SnapshotGate();
    LocalParts local = new LocalParts(gate);
    Membership membership = new Membership();
    Snapshots snapshots = new Snapshots(partitions, local, new HttpPeers(membership, peerAccess()));
    TopicFrames frames = parts.add(new TopicFrames(StreamsSettings.admin(config)));
    DeviceQueries devices = new DeviceQueries(snapshots, frames);
    Queries queries = queries(snapshots, devices, steering);
    List<Route> routes =
        new ArrayList<>(
            QueryRoutes.of(
                queries,
                operations.telling(
                    () ->
                        membership
                            .obstacle()
                            .or(snapshots::obstacle)
                            .or(steering::obstacle)
                            .or(releases::obstacle)),
                clock));
    routes.addAll(new PeerApi(new PeerService(local)).routes());
    routes.addAll(new AlertsApi(new AlertQueries(snapshots)).routes());
    routes.addAll(
        new RunDeletionApi(
                queries.runs(),
                parts.add(new KafkaRunDeletions(tables().client(), partitions)),
                audit)
            .routes());
    routes.addAll(steering.routes());
    routes.addAll(
        releases.begin(
            steering.states(),
            new FleetFigures(devices, new ModelQueries(snapshots, clock), steering.registry()),
            UUID.randomUUID().toString()));
    routes.addAll(operations.routes(membership::streams, gate, StreamsSettings.admin(config)));
    // First of all: what others find it by may be a port that is only known once it is bound.
    http =
        parts.add(HttpApi.start(config.reachable(), tokens, clock, routes, operations.requests()));
    process(gate, membership, operations);
  }

  private Queries queries(Snapshots snapshots, DeviceQueries devices, Steering steering) {
    PresenceRule presence =
        new PresenceRule(config.control().lateAfter(), config.control().offlineAfter());
    return new Queries(
        new FleetQueries(devices, steering.registrations(), presence, clock),
        new StatsQueries(snapshots, clock),
        new DeviceStatsQueries(snapshots, clock),
        new RunQueries(snapshots, new SpeedupEstimator(BOOTSTRAP_SEED)),
        new ConservationQueries(snapshots, REPORT_KEPT));
  }

  private void process(SnapshotGate gate, Membership membership, Operations operations) {
    String advertised = config.instances().advertised().orElse(http.address().getAuthority());
    streams =
        new KafkaStreams(
            topology(config, gate, operations.refusals()),
            StreamsSettings.streams(config, advertised));
    parts.add(this::closeStreams);
    operations.watch(streams);
    streams.setStandbyUpdateListener(new CopyLags(gate.stores()));
    streams.setStateListener(this::changed);
    membership.join(streams, HostInfo.buildFromEndpoint(advertised));
    streams.start();
  }

  /** Where it answers. */
  public URI address() {
    return http.address();
  }

  /** Waits until it is ready or has stopped; true where it is ready. */
  public boolean awaitReady() throws InterruptedException {
    ready.await();
    return stopped.getCount() > 0;
  }

  /** Waits until it has stopped; true where everything that it had counted was committed. */
  public boolean awaitStop() throws InterruptedException {
    stopped.await();
    return streams.state() == KafkaStreams.State.NOT_RUNNING;
  }

  @Override
  public void close() {
    parts.close();
  }

  private void closeStreams() {
    // Left at once, the group gives its partitions to others now and not after a timeout.
    CloseOptions leaving =
        CloseOptions.timeout(CLOSE_WITHIN)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (streams.close(leaving)) {
      LOG.info("cloud stopped state={}", streams.state());
    } else {
      // With the broker away a commit would be tried for minutes yet.
      LOG.warn(
          "cloud stopped without a last commit state={}: the next start counts from the one before",
          streams.state());
      stopped.countDown();
    }
  }

  private TableSettings tables() {
    return TableSettings.of(
        StreamsSettings.admin(config), config.applicationId(), config.topics().replicationFactor());
  }

  private static Topology topology(CloudConfig config, SnapshotGate gate, Refusals refusals) {
    return new CloudTopology(
            new EventTime(config.maxReplayAge()),
            gate,
            config.memory().cachedRows(),
            config.commitInterval(),
            refusals)
        .get();
  }

  private PeerAccess peerAccess() throws StartException {
    try {
      return PeerFiles.read(config);
    } catch (IOException e) {
      throw new StartException(e.toString(), e);
    }
  }

  private void changed(KafkaStreams.State now, KafkaStreams.State before) {
    LOG.info("state changed from={} to={}", before, now);
    if (now == KafkaStreams.State.RUNNING) {
      ready.countDown();
    } else if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
      stopped.countDown();
      ready.countDown();
    }
  }
}
