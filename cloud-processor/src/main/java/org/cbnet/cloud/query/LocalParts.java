package org.cbnet.cloud.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.cbnet.cloud.store.PartitionReader;
import org.cbnet.cloud.store.Reading;
import org.cbnet.cloud.store.SnapshotGate;

/** Answers for the partitions that this instance has. Safe for several threads. */
public final class LocalParts {
  // A copy takes a commit in within milliseconds, and the next one comes a commit interval later.
  private static final int COPY_TRIES = 10;
  private static final long COPY_PAUSE_MILLIS = 15;

  private final PartitionReader reader;

  public LocalParts(SnapshotGate gate) {
    this.reader = new PartitionReader(Objects.requireNonNull(gate, "gate is null"));
  }

  /** Partitions that are processed here. */
  SortedSet<Integer> live() {
    return reader.live();
  }

  /**
   * Answers for what is here of some partitions.
   *
   * @param copies whether copies may be read where a partition is not processed here
   */
  public <A> List<Part<A>> ask(Question<A> question, Set<Integer> partitions, boolean copies) {
    List<Part<A>> parts = new ArrayList<>();
    for (int partition : partitions) {
      Optional<Reading<A>> reading = reader.live(partition, question::ask);
      if (reading.isEmpty() && copies) {
        reading = copy(question, partition);
      }
      reading.ifPresent(of -> parts.add(new Part<>(partition, of)));
    }
    return parts;
  }

  private <A> Optional<Reading<A>> copy(Question<A> question, int partition) {
    for (int i = 0; i < COPY_TRIES && reader.isHere(partition, question.stores()); i++) {
      Optional<Reading<A>> reading =
          reader
              .<A>copy(partition, question.stores(), question::ask)
              .or(() -> reader.live(partition, question::ask));
      if (reading.isPresent() || !pause()) {
        return reading;
      }
    }
    return Optional.empty();
  }

  private static boolean pause() {
    try {
      Thread.sleep(COPY_PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
