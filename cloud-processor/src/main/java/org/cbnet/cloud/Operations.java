package org.cbnet.cloud;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.cbnet.cloud.access.KafkaAuditLog;
import org.cbnet.cloud.deadletter.LetterReader;
import org.cbnet.cloud.deadletter.LetterReplay;
import org.cbnet.cloud.http.OperationsRoutes;
import org.cbnet.cloud.http.Readiness;
import org.cbnet.cloud.http.Route;
import org.cbnet.cloud.monitoring.FailurePolicy;
import org.cbnet.cloud.monitoring.Metrics;
import org.cbnet.cloud.monitoring.Refusals;
import org.cbnet.cloud.monitoring.Requests;
import org.cbnet.cloud.monitoring.RestoreProgress;
import org.cbnet.cloud.store.SnapshotGate;

/** What those see and do who keep the cloud running. */
final class Operations implements AutoCloseable {
  private static final Duration LETTERS_WITHIN = Duration.ofSeconds(5);

  private final Refusals refusals = new Refusals();
  private final Requests requests = new Requests();
  private final RestoreProgress restore = new RestoreProgress(System::nanoTime);
  private final KafkaAuditLog audit;
  private final Clock clock;

  Operations(Map<String, Object> client, Clock clock) {
    this.audit = new KafkaAuditLog(client, clock);
    this.clock = clock;
  }

  Refusals refusals() {
    return refusals;
  }

  Requests requests() {
    return requests;
  }

  /** Watches an application that has not been started yet. */
  void watch(KafkaStreams streams) {
    streams.setGlobalStateRestoreListener(restore);
    streams.setUncaughtExceptionHandler(new FailurePolicy(clock));
  }

  /** The same readiness, telling how far restoring is. */
  Readiness telling(Readiness readiness) {
    return () ->
        readiness
            .obstacle()
            .map(obstacle -> obstacle + restore.describe().map(how -> ", " + how).orElse(""));
  }

  List<Route> routes(
      Supplier<Optional<KafkaStreams>> streams, SnapshotGate gate, Properties client) {
    LetterReader letters = new LetterReader(client, LETTERS_WITHIN);
    return OperationsRoutes.of(
        new Metrics(streams, gate, restore, refusals, requests),
        letters,
        new LetterReplay(letters, client),
        audit);
  }

  @Override
  public void close() {
    audit.close();
  }
}
