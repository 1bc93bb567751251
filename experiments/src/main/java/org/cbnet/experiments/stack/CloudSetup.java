package org.cbnet.experiments.stack;

import java.time.Duration;

/**
 * How a cloud is started.
 *
 * @param name of its process and its files
 * @param applicationId of all instances that share the work
 * @param port of its page, 0 for a free one
 * @param commitInterval what a kill can make it count again
 * @param cacheBytes over the stores, 0 to write each change through at once
 * @param standbys copies of its state on other instances
 */
public record CloudSetup(
    String name,
    String applicationId,
    String bootstrapServers,
    int port,
    Duration commitInterval,
    long cacheBytes,
    int standbys) {

  /** One instance alone, its application named as its process is. */
  public CloudSetup(
      String name, String bootstrapServers, int port, Duration commitInterval, long cacheBytes) {
    this(name, name, bootstrapServers, port, commitInterval, cacheBytes, 0);
  }
}
