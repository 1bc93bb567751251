package org.cbnet.cloud.offload;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.start.OffloadTopics;
import org.cbnet.cloud.start.StartException;
import org.cbnet.cloud.start.StreamsSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cloud half of offloading: computes the rest of devices' inferences, asked over Kafka and
 * HTTP/2. The one class that puts it together.
 *
 * <p>Keeps nothing; runs beside the cloud that counts, as a process of its own, so that its commits
 * hold up no reply. Runs from {@link #start} to {@link #close}.
 */
public final class OffloadApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OffloadApp.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private OffloadService service;
  private KafkaFront kafka;
  private Http2Front http;

  private OffloadApp() {}

  /**
   * Starts.
   *
   * @param clock tells when dead letters came over HTTP
   * @throws StartException where broker, topics, bundles or port do not permit it
   */
  public static OffloadApp start(CloudConfig config, Clock clock) throws StartException {
    OffloadApp app = new OffloadApp();
    try {
      app.open(config, clock);
      return app;
    } catch (StartException | RuntimeException e) {
      app.close();
      throw e;
    }
  }

  private void open(CloudConfig config, Clock clock) throws StartException {
    LongSupplier nanos = System::nanoTime;
    BundleFolders folders = BundleFolders.open(config.offload().bundles());
    new OffloadTopics(config.topics().partitions(), config.topics().replicationFactor())
        .prepare(StreamsSettings.admin(config));
    OffloadClients clients = new OffloadClients(config);
    KafkaLetters letters = add(new KafkaLetters(clients.letters()));
    KafkaReplies replies = add(new KafkaReplies(clients.replies()));
    Sendings responses = new Sendings();
    service = new OffloadService(config.offload(), folders, letters, nanos);
    OffloadMetrics metrics = new OffloadMetrics(service);
    metrics.add("letters", letters.sendings());
    metrics.add("replies-kafka", replies.sendings());
    metrics.add("replies-http2", responses);
    OffloadHandler handler =
        new OffloadHandler(service, this::obstacle, metrics::scrape, responses, clock, nanos);
    http = add(Http2Front.of(config.offload().host(), config.offload().port(), handler));
    // Closed before the front whose requests it answers, so that these have their replies.
    add(service);
    http.start();
    add(http::refuseMore);
    kafka = add(KafkaFront.start(clients.requests(), service, replies, nanos));
    LOG.info("offloading started, bundles found count={} url={}", folders.size(), http.address());
  }

  /** Where it answers over HTTP. */
  public URI address() {
    return http.address();
  }

  /** What became of the requests so far. */
  public OffloadTotals totals() {
    return service.totals();
  }

  /** Waits until requests are read from Kafka; false where it stops before. */
  public boolean awaitReady() throws InterruptedException {
    kafka.awaitReady();
    return kafka.isReady();
  }

  /** Waits until it has stopped; whether it was told to. */
  public boolean awaitStop() throws InterruptedException {
    return kafka.awaitStop();
  }

  private Optional<String> obstacle() {
    return kafka != null && kafka.isReady()
        ? Optional.empty()
        : Optional.of("requests are not read from Kafka");
  }

  private <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** May be called more than once, and from several threads: each returns when all is closed. */
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("a part could not be closed reason={}", part.getClass().getSimpleName(), e);
      }
    }
  }
}
