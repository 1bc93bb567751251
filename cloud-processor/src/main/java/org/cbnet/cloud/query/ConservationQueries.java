package org.cbnet.cloud.query;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cbnet.cloud.conservation.Books;
import org.cbnet.cloud.conservation.ConservationReport;

/**
 * Checks the conservation laws over the whole state. Safe for several threads.
 *
 * <p>Reads all of it, so one report serves whoever asks within a while.
 */
public final class ConservationQueries {
  private final Snapshots snapshots;
  private final long keptNanos;
  private final Map<Copies, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(ConservationReport report, long nanoTime) {}

  /**
   * @param kept how long a report serves
   */
  public ConservationQueries(Snapshots snapshots, Duration kept) {
    this.snapshots = Objects.requireNonNull(snapshots, "snapshots is null");
    this.keptNanos = kept.toNanos();
  }

  /** The laws as of now, or shortly before. */
  public ConservationReport report(Copies copies) {
    // Whoever comes while a report is made waits for that one.
    return kept.compute(copies, (any, last) -> isFresh(last) ? last : make(copies)).report();
  }

  private boolean isFresh(Kept last) {
    return last != null && System.nanoTime() - last.nanoTime() < keptNanos;
  }

  private Kept make(Copies copies) {
    // Outcomes cross from one partition to another, and partitions are not read at one moment: what
    // was read first has been emitted by the time that emitters are asked.
    long outcomesRead = snapshots.ask(new OutcomesReadQuestion(), copies).value();
    Whole<BooksQuestion.Parts> whole = snapshots.ask(question(Set.of()), copies);
    if (!whole.value().boots().isEmpty()) {
      Set<String> astray = new HashSet<>();
      whole.value().boots().keySet().forEach(boot -> astray.add(boot.deviceId()));
      whole = snapshots.ask(question(astray), copies);
    }
    Books books = whole.value().books();
    whole.value().boots().values().forEach(books::boot);
    return new Kept(books.report(whole.position(), whole.stale(), outcomesRead), System.nanoTime());
  }

  private BooksQuestion question(Set<String> apart) {
    return new BooksQuestion(snapshots.partitions(), apart);
  }
}
