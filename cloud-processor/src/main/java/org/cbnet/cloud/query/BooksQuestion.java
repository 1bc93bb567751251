package org.cbnet.cloud.query;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cbnet.cloud.conservation.Books;
import org.cbnet.cloud.conservation.PairedBooks;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PairingStores;
import org.cbnet.cloud.store.PartitionView;
import org.cbnet.cloud.store.Store;

/**
 * What conservation rests on.
 *
 * <p>Boots are added up where they are. One whose device is not of the partition that it was found
 * in may be in two: such boots are told one by one, to be counted once.
 *
 * @param partitions of each input topic
 * @param apart devices whose boots are told one by one wherever they are
 */
record BooksQuestion(int partitions, Set<String> apart) implements Question<BooksQuestion.Parts> {
  BooksQuestion {
    apart = Set.copyOf(apart);
  }

  /**
   * What adds up, and what does not.
   *
   * @param books of all but the boots told apart
   * @param boots told apart
   */
  record Parts(Books books, Map<BootId, BootLedger> boots) {}

  @Override
  public List<Store<?, ?>> stores() {
    return List.of(
        CloudStores.PARTITIONS,
        CloudStores.WINDOWS,
        CloudStores.ROUNDS,
        CloudStores.BOOTS,
        PairingStores.PARTITIONS,
        PairingStores.COHORTS,
        PairingStores.PAIRS);
  }

  @Override
  public Parts ask(PartitionView view) {
    Books books = new Books();
    Snapshots.each(view.read(CloudStores.PARTITIONS).all(), entry -> books.partition(entry.value));
    Snapshots.each(
        view.read(CloudStores.WINDOWS).all(),
        entry -> {
          // Minutes hold the same results once more, and not for as long.
          if (entry.key.size() == WindowSize.HOUR) {
            Figures figures = entry.value.figures();
            books.windowed(figures.tally().results(), figures.energySamples());
          }
        });
    Snapshots.each(
        view.read(CloudStores.ROUNDS).all(),
        entry -> books.round(entry.value.figures().tally().results()));
    PairedBooks paired = books.paired();
    Snapshots.each(
        view.read(PairingStores.PARTITIONS).all(), entry -> paired.partition(entry.value));
    Snapshots.each(view.read(PairingStores.COHORTS).all(), entry -> paired.cohort(entry.value));
    Snapshots.each(view.read(PairingStores.PAIRS).all(), entry -> paired.pair(entry.value));
    Map<BootId, BootLedger> boots = new HashMap<>();
    Snapshots.each(
        view.read(CloudStores.BOOTS).all(),
        entry -> {
          String deviceId = entry.key.deviceId();
          if (apart.contains(deviceId)
              || DevicePartition.of(deviceId, partitions) != view.partition()) {
            boots.put(entry.key, CloudStores.BOOTS.copy(entry.value));
          } else {
            books.boot(entry.value);
          }
        });
    return new Parts(books, boots);
  }

  @Override
  public Parts merge(Parts one, Parts other) {
    one.books().merge(other.books());
    other.boots().forEach((id, boot) -> one.boots().merge(id, boot, BootLedger::union));
    return one;
  }

  @Override
  public Wire<Parts> wire() {
    return new PartsWire();
  }

  private static final class PartsWire implements Wire<Parts> {
    private final RowsWire<BootId, BootLedger, Map<BootId, BootLedger>> boots =
        new RowsWire<>(CloudStores.BOOTS, HashMap::new);

    @Override
    public void write(Parts parts, DataOutput out) throws IOException {
      long[] sums = parts.books().sums();
      out.writeInt(sums.length);
      for (long sum : sums) {
        out.writeLong(sum);
      }
      boots.write(parts.boots(), out);
    }

    @Override
    public Parts read(DataInput in) throws IOException {
      long[] sums = new long[in.readInt()];
      for (int i = 0; i < sums.length; i++) {
        sums[i] = in.readLong();
      }
      return new Parts(Books.of(sums), boots.read(in));
    }
  }
}
