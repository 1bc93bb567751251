package org.cbnet.experiments.bench.stream.naive;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Results of a window and their latencies, nanoseconds. */
record Sum(long results, long latencyNanos) {
  static final Sum NONE = new Sum(0, 0);
  static final Serde<Sum> SERDE =
      Serdes.serdeFrom(
          (topic, sum) ->
              sum == null
                  ? null
                  : ByteBuffer.allocate(2 * Long.BYTES)
                      .putLong(sum.results)
                      .putLong(sum.latencyNanos)
                      .array(),
          (topic, bytes) -> {
            if (bytes == null) {
              return null;
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Sum(buffer.getLong(), buffer.getLong());
          });

  Sum plus(long nanos) {
    return new Sum(results + 1, latencyNanos + nanos);
  }
}
