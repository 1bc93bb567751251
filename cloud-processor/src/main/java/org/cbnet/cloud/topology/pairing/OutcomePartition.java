package org.cbnet.cloud.topology.pairing;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Where a record of the outcomes goes: a block by its key's hash, so that all outcomes of a frame
 * meet; other records into the partition that their key is.
 */
public final class OutcomePartition implements StreamPartitioner<byte[], byte[]> {

  /** The key of a record for one partition. */
  public static byte[] own(int partition) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(partition).array();
  }

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int numPartitions) {
    ByteBuffer bytes = ByteBuffer.wrap(key);
    int partition =
        key.length == Integer.BYTES
            ? bytes.getInt()
            : (int) Long.remainderUnsigned(bytes.getLong(), numPartitions);
    return Optional.of(Set.of(partition));
  }
}
