package org.cbnet.cloud.query;

import java.util.Objects;
import java.util.Set;

/**
 * Another instance.
 *
 * @param host that it advertises
 * @param port that it advertises
 * @param partitions that it is said to process
 */
public record Peer(String host, int port, Set<Integer> partitions) {
  public Peer {
    Objects.requireNonNull(host, "host is null");
    partitions = Set.copyOf(partitions);
  }
}
