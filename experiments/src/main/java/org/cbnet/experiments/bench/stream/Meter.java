package org.cbnet.experiments.bench.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.cbnet.experiments.stack.ChildProcess;

/** Follows how far a group has come by what it has committed, which leaves it undisturbed. */
final class Meter implements AutoCloseable {
  private static final long POLL_MILLIS = 100;

  private final Admin admin;

  Meter(String bootstrapServers) {
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** When so much had been committed, and what processor time that had taken. */
  private record Sample(long nanos, long records, Duration cpu) {}

  /**
   * The steady part of a run.
   *
   * @param records counted
   * @param seconds it took
   * @param cpuSeconds of the process, all threads
   */
  record Steady(long records, double seconds, double cpuSeconds) {}

  /**
   * Measures a group's pace in steady state: neither its start nor its end is in it.
   *
   * @param process of the group's one member
   * @param total records of the topic
   * @param warmUp left out after the first commit, unless 40 % of all records are done sooner
   * @param atMost how long is measured; 95 % of the records end it too
   */
  Steady measure(
      ChildProcess process,
      String group,
      String topic,
      long total,
      Duration warmUp,
      Duration atMost)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    Sample first = null;
    Sample from = null;
    long last = 0;
    while (true) {
      Sample now = new Sample(System.nanoTime(), committed(group, topic), process.cpuTime());
      if (now.records() > last) {
        last = now.records();
        deadline = now.nanos() + Duration.ofMinutes(1).toNanos();
        first = first == null ? now : first;
        boolean warm =
            now.nanos() - first.nanos() >= warmUp.toNanos() || now.records() >= 0.4 * total;
        if (from == null) {
          from = warm ? now : null;
        } else if (now.records() >= 0.95 * total
            || now.nanos() - from.nanos() >= atMost.toNanos()) {
          return new Steady(
              now.records() - from.records(),
              (now.nanos() - from.nanos()) / 1e9,
              now.cpu().minus(from.cpu()).toNanos() / 1e9);
        }
      } else if (now.records() >= total) {
        throw new IOException(
            "%s has read all %d records of %s before its pace could be told: it takes more"
                .formatted(group, total, topic));
      } else if (now.nanos() > deadline) {
        throw new IOException(
            "%s stands still at %d of %d records of %s"
                .formatted(group, now.records(), total, topic));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** Waits until a group has committed everything. */
  void awaitAll(String group, Map<String, Long> recordsByTopic)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(30).toNanos();
    for (Map.Entry<String, Long> each : recordsByTopic.entrySet()) {
      while (committed(group, each.getKey()) < each.getValue()) {
        if (System.nanoTime() > deadline) {
          throw new IOException("%s did not come to the end of %s".formatted(group, each));
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
  }

  /** Committed offsets by partition. */
  Map<TopicPartition, OffsetAndMetadata> offsets(String group)
      throws IOException, InterruptedException {
    try {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw new IOException("the broker does not tell what %s has committed".formatted(group), e);
    }
  }

  /** Deletes what a group has left on the broker: its internal topics. */
  void deleteTopicsOf(String group) throws IOException, InterruptedException {
    try {
      List<String> own =
          admin.listTopics().names().get().stream()
              .filter(topic -> topic.startsWith(group + "-"))
              .toList();
      admin.deleteTopics(own).all().get();
    } catch (ExecutionException e) {
      throw new IOException("topics of %s can't be deleted".formatted(group), e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }

  private long committed(String group, String topic) throws IOException, InterruptedException {
    return offsets(group).entrySet().stream()
        .filter(each -> each.getKey().topic().equals(topic) && each.getValue() != null)
        .mapToLong(each -> each.getValue().offset())
        .sum();
  }
}
