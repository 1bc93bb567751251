package org.cbnet.cloud.query;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.cloud.pairing.CohortKey;
import org.cbnet.cloud.pairing.CohortRow;
import org.cbnet.cloud.pairing.PairKey;
import org.cbnet.cloud.pairing.PairRow;
import org.cbnet.cloud.pairing.PairedComparison;
import org.cbnet.cloud.pairing.PairedReport;
import org.cbnet.cloud.pairing.PairingTopics;
import org.cbnet.cloud.pairing.PairingTotals;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.RoundKey;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PairingStores;
import org.cbnet.cloud.store.PartitionView;
import org.cbnet.cloud.store.Store;

/**
 * The rounds of a run and, where it is paired, its frames.
 *
 * @param runId run
 */
record RunQuestion(String runId) implements Question<RunQuestion.Rows> {
  RunQuestion {
    Objects.requireNonNull(runId, "runId is null");
  }

  /**
   * What partitions have of a run.
   *
   * @param rounds added up over the partitions
   * @param cohorts by partition
   * @param pairs by partition
   * @param outcomes how far each partition of the outcomes is covered
   * @param hasEnded whether a partition keeps nothing of the run any more: what others have is no
   *     whole run
   */
  record Rows(
      Map<RoundKey, Aggregate> rounds,
      Map<CohortKey, CohortRow> cohorts,
      Map<PairKey, PairRow> pairs,
      Map<Integer, PairingTotals> outcomes,
      boolean hasEnded) {

    Optional<PairedReport> paired(String baseline) {
      PairedComparison comparison = new PairedComparison();
      cohorts.forEach((key, row) -> comparison.add(key.cohort(), row));
      pairs.forEach(comparison::add);
      Map<String, Long> position = new TreeMap<>();
      outcomes.forEach(
          (partition, totals) ->
              position.put(
                  "%s-%d".formatted(PairingTopics.OUTCOMES.name(), partition),
                  totals.nextOffset()));
      return comparison.report(baseline, position);
    }
  }

  @Override
  public List<Store<?, ?>> stores() {
    return List.of(
        CloudStores.ROUNDS,
        PairingStores.ENDED_RUNS,
        PairingStores.COHORTS,
        PairingStores.PAIRS,
        PairingStores.PARTITIONS);
  }

  @Override
  public Rows ask(PartitionView view) {
    Map<RoundKey, Aggregate> rounds = new HashMap<>();
    StringSerializer text = new StringSerializer();
    Snapshots.each(
        view.read(CloudStores.ROUNDS).prefixScan(CloudStores.roundsOf(runId), text),
        entry ->
            rounds.computeIfAbsent(entry.key.at(0), any -> Aggregate.empty()).merge(entry.value));
    Map<Integer, PairingTotals> outcomes = new HashMap<>();
    Snapshots.each(
        view.read(PairingStores.PARTITIONS).all(),
        entry -> outcomes.put(entry.key, PairingStores.PARTITIONS.copy(entry.value)));
    return new Rows(
        rounds,
        copies(view, PairingStores.COHORTS),
        copies(view, PairingStores.PAIRS),
        outcomes,
        !copies(view, PairingStores.ENDED_RUNS).isEmpty());
  }

  private <K, V> Map<K, V> copies(PartitionView view, Store<K, V> store) {
    Map<K, V> rows = new HashMap<>();
    Snapshots.each(
        view.read(store).prefixScan(PairingStores.keysOf(runId), new StringSerializer()),
        entry -> rows.put(entry.key, store.copy(entry.value)));
    return rows;
  }

  @Override
  public Rows merge(Rows one, Rows other) {
    other
        .rounds()
        .forEach(
            (key, row) -> one.rounds().computeIfAbsent(key, any -> Aggregate.empty()).merge(row));
    one.cohorts().putAll(other.cohorts());
    one.pairs().putAll(other.pairs());
    one.outcomes().putAll(other.outcomes());
    return new Rows(
        one.rounds(),
        one.cohorts(),
        one.pairs(),
        one.outcomes(),
        one.hasEnded() || other.hasEnded());
  }

  @Override
  public Wire<Rows> wire() {
    return new RunWire();
  }

  private static final class RunWire implements Wire<Rows> {
    private final Wire<Map<RoundKey, Aggregate>> rounds =
        new RowsWire<>(CloudStores.ROUNDS, HashMap::new);
    private final Wire<Map<CohortKey, CohortRow>> cohorts =
        new RowsWire<>(PairingStores.COHORTS, HashMap::new);
    private final Wire<Map<PairKey, PairRow>> pairs =
        new RowsWire<>(PairingStores.PAIRS, HashMap::new);
    private final Wire<Map<Integer, PairingTotals>> outcomes =
        new RowsWire<>(PairingStores.PARTITIONS, HashMap::new);

    @Override
    public void write(Rows rows, DataOutput out) throws IOException {
      rounds.write(rows.rounds(), out);
      cohorts.write(rows.cohorts(), out);
      pairs.write(rows.pairs(), out);
      outcomes.write(rows.outcomes(), out);
      out.writeBoolean(rows.hasEnded());
    }

    @Override
    public Rows read(DataInput in) throws IOException {
      return new Rows(
          rounds.read(in), cohorts.read(in), pairs.read(in), outcomes.read(in), in.readBoolean());
    }
  }
}
