package org.cbnet.experiments.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.experiments.recount.RawRecord;
import org.cbnet.experiments.recount.RawTopic;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DeviceStatus;

/** Which heartbeats are no heartbeats: the one thing that recounts need of their topic. */
final class StatusCount {
  private final AvroCodec<DeviceStatus> codec = AvroCodec.of(DeviceStatus.class);
  private final Map<String, List<Long>> undecodable = new HashMap<>();
  private long records;

  static StatusCount of(String bootstrapServers) {
    StatusCount count = new StatusCount();
    RawTopic.read(bootstrapServers, Topics.DEVICE_STATUS.name(), count::add);
    return count;
  }

  private void add(RawRecord record) {
    records++;
    try {
      codec.decode(record.value());
    } catch (DecodingException e) {
      undecodable
          .computeIfAbsent(
              "%s-%d".formatted(record.topic(), record.partition()), any -> new ArrayList<>())
          .add(record.offset());
    }
  }

  /** Of the prefix. */
  long undecodable(Map<String, Long> position) {
    long sum = 0;
    for (Map.Entry<String, List<Long>> partition : undecodable.entrySet()) {
      long end = position.getOrDefault(partition.getKey(), 0L);
      sum += partition.getValue().stream().filter(offset -> offset < end).count();
    }
    return sum;
  }

  /** Heartbeats and what is none. */
  long records() {
    return records;
  }
}
