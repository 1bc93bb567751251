package org.cbnet.cloud.query;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The other instances. Safe for several threads. */
public interface Peers {
  /** There are none. */
  Peers NONE =
      new Peers() {
        @Override
        public List<Peer> known() {
          return List.of();
        }

        @Override
        public <A> CompletableFuture<List<Part<A>>> ask(
            Peer peer, Question<A> question, Set<Integer> partitions, boolean copies) {
          return CompletableFuture.completedFuture(List.of());
        }
      };

  /** Those that there were at the last rebalance. */
  List<Peer> known();

  /**
   * Asks one for partitions.
   *
   * @param copies whether it may read copies where it does not process a partition
   * @return what it could answer, in a bounded time; fails where it does not answer at all
   */
  <A> CompletableFuture<List<Part<A>>> ask(
      Peer peer, Question<A> question, Set<Integer> partitions, boolean copies);
}
