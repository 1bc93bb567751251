package org.cbnet.experiments.bench.stream;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.cbnet.experiments.fleet.Pacer;
import org.cbnet.schemas.Topics;

/** Asks the broker what the cloud has committed. */
final class CommitWatcher extends Watcher {
  private final Meter meter;
  private final String group;
  private final Collection<Probe> probes;
  private final Pacer pacer;

  CommitWatcher(Meter meter, String group, Collection<Probe> probes, Pacer pacer) {
    super("watch of commits");
    this.meter = meter;
    this.group = group;
    this.probes = probes;
    this.pacer = pacer;
  }

  @Override
  boolean look() throws IOException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> offsets = meter.offsets(group);
    long now = pacer.nowMicros();
    offsets.forEach(
        (partition, committed) -> {
          if (partition.topic().equals(Topics.INFERENCE_RESULTS.name()) && committed != null) {
            probes.forEach(
                probe -> probe.committed(partition.partition(), committed.offset(), now));
          }
        });
    return probes.stream().allMatch(Probe::isDone);
  }
}
