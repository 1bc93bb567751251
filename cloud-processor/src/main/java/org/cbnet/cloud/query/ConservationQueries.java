package org.cbnet.cloud.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.cbnet.cloud.conservation.Books;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;

/** Checks the conservation laws over the whole state. */
public final class ConservationQueries {
  private final Snapshots snapshots;

  public ConservationQueries(Snapshots snapshots) {
    this.snapshots = Objects.requireNonNull(snapshots, "snapshots is null");
  }

  /** The laws as of now. */
  public ConservationReport report() {
    return snapshots.read(
        (view, position) -> {
          Books books = new Books();
          Snapshots.each(view, CloudStores.PARTITIONS, entry -> books.partition(entry.value));
          Snapshots.each(
              view,
              CloudStores.WINDOWS,
              entry -> {
                // Minutes hold the same results once more, and not for as long.
                if (entry.key.size() == WindowSize.HOUR) {
                  Figures figures = entry.value.figures();
                  books.windowed(figures.tally().results(), figures.energySamples());
                }
              });
          Snapshots.each(
              view,
              CloudStores.ROUNDS,
              entry -> books.round(entry.value.figures().tally().results()));
          identities(view).values().forEach(books::boot);
          return books.report(position);
        });
  }

  /** Boots by identity: one that came over two partitions has seen each number but once. */
  private static Map<BootId, BootLedger> identities(StateView view) {
    Map<BootId, BootLedger> ledgers = new HashMap<>();
    Snapshots.each(
        view, CloudStores.BOOTS, entry -> ledgers.merge(entry.key, entry.value, BootLedger::union));
    return ledgers;
  }
}
