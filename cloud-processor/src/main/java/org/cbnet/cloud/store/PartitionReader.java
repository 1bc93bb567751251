package org.cbnet.cloud.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.cbnet.cloud.conservation.PartitionTotals;

/**
 * Reads a partition as of exactly one position: between two records where they are applied here,
 * between two commits where this is a copy. Safe for several threads.
 */
public final class PartitionReader {
  private final SnapshotGate gate;

  public PartitionReader(SnapshotGate gate) {
    this.gate = Objects.requireNonNull(gate, "gate is null");
  }

  /** Reads a partition whose records are applied here; nothing where they are not. */
  public <T> Optional<Reading<T>> live(int partition, Function<PartitionView, T> query) {
    return gate.read(
        partition,
        () ->
            gate.stores()
                .liveOnes(partition)
                .map(stores -> new PartitionView(partition, stores))
                .map(view -> new Reading<>(false, position(view), query.apply(view))));
  }

  /**
   * Reads a copy; nothing where there is none, where it is being built, or where it takes a commit
   * in right now: then it can be read a moment later.
   *
   * @param stores that the query reads
   */
  public <T> Optional<Reading<T>> copy(
      int partition, List<Store<?, ?>> stores, Function<PartitionView, T> query) {
    List<String> names = stores.stream().<String>map(Store::name).toList();
    return gate.read(
        partition,
        () ->
            gate.stores()
                .copies(partition, names)
                .flatMap(
                    held -> {
                      Map<String, FlushMark> before = marks(held, names);
                      Optional<Map<String, Long>> position = position(before);
                      if (position.isEmpty()) {
                        return Optional.empty();
                      }
                      T value = query.apply(new PartitionView(partition, held));
                      // The gate keeps records out and not the changelog.
                      return marks(held, names).equals(before)
                          ? Optional.of(new Reading<>(true, position.get(), value))
                          : Optional.empty();
                    }));
  }

  /** Partitions whose records are applied here. */
  public SortedSet<Integer> live() {
    return gate.stores().live();
  }

  /** Whether stores of a partition are here, to be read now or in a moment. */
  public boolean isHere(int partition, List<Store<?, ?>> stores) {
    List<String> names = stores.stream().<String>map(Store::name).toList();
    return gate.stores().liveOnes(partition).isPresent()
        || gate.stores().copies(partition, names).isPresent();
  }

  private static Map<String, Long> position(PartitionView view) {
    PartitionTotals totals = view.read(CloudStores.PARTITIONS).get(view.partition());
    return totals == null ? Map.of() : new TreeMap<>(totals.nextOffsets());
  }

  private static Map<String, FlushMark> marks(
      Map<String, RowStore<?, ?>> held, List<String> names) {
    Map<String, FlushMark> marks = new HashMap<>();
    names.forEach(name -> marks.put(name, held.get(name).mark()));
    return marks;
  }

  /** The position of the one commit that all stores stand for; nothing where they do not agree. */
  private static Optional<Map<String, Long>> position(Map<String, FlushMark> marks) {
    FlushMark any = marks.values().iterator().next();
    boolean agree =
        marks.values().stream()
            .allMatch(
                mark ->
                    mark.isClosed()
                        && mark.number() == any.number()
                        && mark.position().equals(any.position()));
    // Nothing committed yet is no answer: the copy may just have begun.
    return agree && any.number() > 0 ? Optional.of(any.position()) : Optional.empty();
  }
}
