package org.cbnet.cloud.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.AuditEntry;

/** The audit log in its topic. Blocks for ten seconds at most where the broker is away. */
public final class KafkaAuditLog implements AuditLog, AutoCloseable {
  private static final int STEP_MILLIS = 10_000;

  private final Producer<String, AuditEntry> producer;
  private final Clock clock;

  /**
   * @param client properties of the connection
   */
  public KafkaAuditLog(Map<String, Object> client, Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock is null");
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, STEP_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, STEP_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, STEP_MILLIS / 2);
    this.producer =
        new KafkaProducer<>(
            settings, Topics.AUDIT.key().serializer(), Topics.AUDIT.value().serializer());
  }

  @Override
  public void record(
      Principal principal,
      String action,
      String target,
      String before,
      String after,
      Outcome outcome) {
    AuditEntry entry =
        AuditEntry.newBuilder()
            .setAtMicros(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()))
            .setActor(principal.name())
            .setRole(principal.role().id())
            .setAction(action)
            .setTarget(target)
            .setBefore(before)
            .setAfter(after)
            .setOutcome(outcome.id())
            .build();
    try {
      producer.send(new ProducerRecord<>(Topics.AUDIT.name(), principal.name(), entry)).get();
    } catch (ExecutionException e) {
      throw new AuditException(e.getCause());
    } catch (KafkaException e) {
      throw new AuditException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditException(e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
