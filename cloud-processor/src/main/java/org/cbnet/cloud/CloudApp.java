package org.cbnet.cloud;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.cbnet.cloud.comparison.SpeedupEstimator;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.http.HttpApi;
import org.cbnet.cloud.http.PortInUseException;
import org.cbnet.cloud.http.Queries;
import org.cbnet.cloud.query.ConservationQueries;
import org.cbnet.cloud.query.DeviceQueries;
import org.cbnet.cloud.query.RunQueries;
import org.cbnet.cloud.query.Snapshots;
import org.cbnet.cloud.query.StatsQueries;
import org.cbnet.cloud.query.StreamsStateView;
import org.cbnet.cloud.start.InputTopics;
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
  private static final long BOOTSTRAP_SEED = 20260101;

  private final KafkaStreams streams;
  private final HttpApi http;
  private final CountDownLatch ready;
  private final CountDownLatch stopped;

  private CloudApp(
      KafkaStreams streams, HttpApi http, CountDownLatch ready, CountDownLatch stopped) {
    this.streams = streams;
    this.http = http;
    this.ready = ready;
    this.stopped = stopped;
  }

  /** The topology as a configuration makes it. */
  public static Topology topology(CloudConfig config) {
    return topology(config, new SnapshotGate());
  }

  /**
   * Starts.
   *
   * @throws StartException where the broker or its topics do not permit it
   * @throws PortInUseException where another program has the port
   */
  public static CloudApp start(CloudConfig config, Clock clock) throws StartException {
    int partitions =
        new InputTopics(config.topics().partitions(), config.topics().replicationFactor())
            .prepare(StreamsSettings.admin(config));
    SnapshotGate gate = new SnapshotGate();
    KafkaStreams streams =
        new KafkaStreams(topology(config, gate), StreamsSettings.streams(config));
    StreamsStateView view = new StreamsStateView(streams, partitions);
    Snapshots snapshots = new Snapshots(view, gate);
    Queries queries =
        new Queries(
            new DeviceQueries(snapshots),
            new StatsQueries(snapshots, clock),
            new RunQueries(snapshots, new SpeedupEstimator(BOOTSTRAP_SEED)),
            new ConservationQueries(snapshots));
    CountDownLatch ready = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    watch(streams, ready, stopped);
    HttpApi http;
    try {
      http =
          HttpApi.start(config.http().host(), config.http().port(), queries, view::obstacle, clock);
    } catch (PortInUseException e) {
      streams.close();
      throw e;
    }
    streams.start();
    return new CloudApp(streams, http, ready, stopped);
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
    http.close();
    if (streams.close(CLOSE_WITHIN)) {
      LOG.info("cloud stopped state={}", streams.state());
    } else {
      // With the broker away a commit would be tried for minutes yet.
      LOG.warn(
          "cloud stopped without a last commit state={}: the next start counts from the one before",
          streams.state());
      stopped.countDown();
    }
  }

  private static Topology topology(CloudConfig config, SnapshotGate gate) {
    return new CloudTopology(new EventTime(config.maxReplayAge()), gate).get();
  }

  private static void watch(KafkaStreams streams, CountDownLatch ready, CountDownLatch stopped) {
    streams.setStateListener(
        (now, before) -> {
          LOG.info("state changed from={} to={}", before, now);
          if (now == KafkaStreams.State.RUNNING) {
            ready.countDown();
          } else if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
            stopped.countDown();
            ready.countDown();
          }
        });
    streams.setUncaughtExceptionHandler(
        e -> {
          // No record can cause this, so going on would only hide a defect.
          LOG.error("processing failed", e);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
  }
}
