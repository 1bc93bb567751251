package org.cbnet.edge.offload;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;
import org.cbnet.schemas.Topics;

/**
 * Which partition of the replies' topic a device reads: the chosen one, else where Kafka's own
 * partitioner would put the device's key (murmur2).
 *
 * @param chosen empty where it follows from the id
 */
record ReplyPartition(String deviceId, Optional<Integer> chosen) {

  /**
   * The partition among so many.
   *
   * @throws LineException where the chosen one is not there
   */
  int among(int partitions) {
    int partition =
        chosen.orElseGet(
            () ->
                Utils.toPositive(Utils.murmur2(deviceId.getBytes(StandardCharsets.UTF_8)))
                    % partitions);
    if (partition >= partitions) {
      throw new LineException(
          "offload.reply-partition must be below the %d partitions of %s: %d"
              .formatted(partitions, Topics.OFFLOAD_REPLIES.name(), partition));
    }
    return partition;
  }
}
