package org.cbnet.cloud.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts questions to every partition of the input exactly once, wherever it is. Safe for several
 * threads.
 *
 * <p>First to whoever is said to process a partition; what is missing then, as after a rebalance
 * that an instance has not heard of, to everybody, copies included. What nobody can tell is no
 * answer: a part of the partitions never passes for the whole.
 */
public final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final long PAUSE_MILLIS = 200;
  // A partition that changes hands in order is back within this, more often than not.
  private static final long LONGEST_NANOS = Duration.ofSeconds(3).toNanos();

  private final SortedSet<Integer> all;
  private final LocalParts local;
  private final Peers peers;

  /**
   * @param partitions of each input topic
   */
  public Snapshots(int partitions, LocalParts local, Peers peers) {
    this.all = new TreeSet<>(IntStream.range(0, partitions).boxed().toList());
    this.local = Objects.requireNonNull(local, "local is null");
    this.peers = Objects.requireNonNull(peers, "peers is null");
  }

  /**
   * Asks all partitions.
   *
   * @throws NotReadyException where nobody can answer for one
   */
  <A> Whole<A> ask(Question<A> question, Copies copies) {
    return gather(question, all, copies);
  }

  /** Asks the partition of a device. */
  <A> Whole<A> ask(Question<A> question, String deviceId, Copies copies) {
    return gather(question, new TreeSet<>(Set.of(partitionOf(deviceId))), copies);
  }

  /** Partition of a device's records. */
  int partitionOf(String deviceId) {
    return DevicePartition.of(deviceId, all.size());
  }

  /** How many partitions each input has. */
  int partitions() {
    return all.size();
  }

  /** Why not all can be told: partitions that nobody is known to process, without asking. */
  public Optional<String> obstacle() {
    SortedSet<Integer> unclaimed = new TreeSet<>(all);
    unclaimed.removeAll(local.live());
    peers.known().forEach(peer -> unclaimed.removeAll(peer.partitions()));
    return unclaimed.isEmpty()
        ? Optional.empty()
        : Optional.of("no instance has input partitions %s yet".formatted(unclaimed));
  }

  private <A> Whole<A> gather(Question<A> question, SortedSet<Integer> wanted, Copies copies) {
    Gathering<A> gathering = new Gathering<>(wanted);
    long start = System.nanoTime();
    do {
      askOwners(question, gathering);
      if (!gathering.missing().isEmpty()) {
        askEverybody(question, gathering, copies);
      }
      if (gathering.missing().isEmpty()) {
        return gathering.whole(question);
      }
    } while (System.nanoTime() - start < LONGEST_NANOS && pause());
    throw NotReadyException.missing(gathering.missing(), wanted.size());
  }

  private <A> void askOwners(Question<A> question, Gathering<A> gathering) {
    SortedSet<Integer> elsewhere = gathering.missing();
    elsewhere.removeAll(local.live());
    Map<Peer, Set<Integer>> owners = new HashMap<>();
    for (Peer peer : peers.known()) {
      Set<Integer> of = new HashSet<>(elsewhere);
      of.retainAll(peer.partitions());
      if (!of.isEmpty()) {
        owners.put(peer, of);
      }
    }
    ask(question, gathering, owners, Copies.REFUSED);
  }

  private <A> void askEverybody(Question<A> question, Gathering<A> gathering, Copies copies) {
    SortedSet<Integer> missing = gathering.missing();
    ask(
        question,
        gathering,
        peers.known().stream().collect(Collectors.toMap(peer -> peer, peer -> missing)),
        copies);
  }

  /** Peers work on their parts while this instance does on its own. */
  private <A> void ask(
      Question<A> question,
      Gathering<A> gathering,
      Map<Peer, ? extends Set<Integer>> partitions,
      Copies copies) {
    boolean allowed = copies == Copies.ALLOWED;
    Collection<CompletableFuture<List<Part<A>>>> answers = new ArrayList<>();
    partitions.forEach(
        (peer, of) ->
            answers.add(
                peers
                    .ask(peer, question, of, allowed)
                    .exceptionally(
                        e -> {
                          LOG.debug("peer failed url={}:{}", peer.host(), peer.port(), e);
                          return List.of();
                        })));
    gathering.add(local.ask(question, gathering.missing(), allowed));
    for (CompletableFuture<List<Part<A>>> answer : answers) {
      try {
        gathering.add(answer.join());
      } catch (CompletionException e) {
        throw new IllegalStateException("a peer's answer can't be taken", e);
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Hands each entry of an iterator on and closes it. */
  static <K, V> void each(KeyValueIterator<K, V> entries, Consumer<KeyValue<K, V>> sink) {
    try (entries) {
      entries.forEachRemaining(sink);
    }
  }
}
