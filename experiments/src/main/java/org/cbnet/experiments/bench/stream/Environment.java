package org.cbnet.experiments.bench.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.common.utils.AppInfoParser;
import org.cbnet.experiments.bench.stream.naive.NaiveSettings;

/** What figures depend on. */
final class Environment {
  private Environment() {}

  static void put(ObjectNode into, StreamSizes sizes) {
    into.put("cores", Runtime.getRuntime().availableProcessors())
        .put("architecture", System.getProperty("os.arch"))
        .put("java", Runtime.version().toString())
        .put("kafka", AppInfoParser.getVersion())
        .put("partitions", 4)
        .put("commitMillis", sizes.commitInterval().toMillis())
        .put("cacheBytes", NaiveSettings.CACHE_BYTES)
        .put("rounds", sizes.rounds())
        .put("devices", sizes.devices())
        .put("batchedResults", sizes.batchedResults())
        .put("singleResults", sizes.singleResults());
  }
}
