package org.cbnet.cloud.store;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.cbnet.cloud.pairing.Arm;
import org.cbnet.cloud.pairing.Bucket;
import org.cbnet.cloud.pairing.BucketKey;
import org.cbnet.cloud.pairing.Cohort;
import org.cbnet.cloud.pairing.CohortKey;
import org.cbnet.cloud.pairing.CohortRow;
import org.cbnet.cloud.pairing.DueKey;
import org.cbnet.cloud.pairing.PairKey;
import org.cbnet.cloud.pairing.PairRow;
import org.cbnet.cloud.pairing.PairingTotals;
import org.cbnet.cloud.pairing.RunEnd;
import org.cbnet.cloud.pairing.RunKey;
import org.cbnet.cloud.state.BucketState;
import org.cbnet.cloud.state.CohortState;
import org.cbnet.cloud.state.PairState;
import org.cbnet.cloud.state.PairingState;
import org.cbnet.cloud.state.RunEndState;

/** The stores of the paired comparison, and those of runs that ended. */
public final class PairingStores {
  /** Runs whose rows were taken away. */
  public static final Store<RunKey, RunEnd> ENDED_RUNS =
      new Store<>(
          "ended-runs",
          new KeySerde<>(
              key -> List.of(key.runId(), KeySerde.ordered(key.partition())),
              parts -> new RunKey(parts.get(0), Integer.parseInt(parts.get(1)))),
          new StateSerde<>(RunEndState.class, RunEnd::toState, RunEnd::of));

  /** Frames that wait for an arm, and which are done. */
  public static final Store<BucketKey, Bucket> BUCKETS =
      new Store<>(
          "paired-buckets",
          new KeySerde<>(PairingStores::parts, PairingStores::bucketKey),
          new StateSerde<>(BucketState.class, Bucket::toState, Bucket::of));

  /** Buckets by the minute in which they opened slots; the values say nothing. */
  public static final Store<DueKey, Integer> DUES =
      new Store<>(
          "paired-dues",
          new KeySerde<>(
              key -> prepended(KeySerde.ordered(key.minute()), parts(key.bucket())),
              parts ->
                  new DueKey(
                      Long.parseLong(parts.get(0)), bucketKey(parts.subList(1, parts.size())))),
          Serdes.Integer());

  /** What became of outcomes, by cohort. */
  public static final Store<CohortKey, CohortRow> COHORTS =
      new Store<>(
          "paired-cohorts",
          new KeySerde<>(
              key -> appended(parts(key.cohort()), KeySerde.ordered(key.partition())),
              parts -> new CohortKey(cohort(parts), Integer.parseInt(parts.get(4)))),
          new StateSerde<>(CohortState.class, CohortRow::toState, CohortRow::of));

  /** Frames that two arms had. */
  public static final Store<PairKey, PairRow> PAIRS =
      new Store<>(
          "paired-pairs",
          new KeySerde<>(PairingStores::parts, PairingStores::pairKey),
          new StateSerde<>(PairState.class, PairRow::toState, PairRow::of));

  /** Position and counters, by partition of the outcomes. */
  public static final Store<Integer, PairingTotals> PARTITIONS =
      new Store<>(
          "paired-partitions",
          Serdes.Integer(),
          new StateSerde<>(PairingState.class, PairingTotals::toState, PairingTotals::of));

  /** Rows that stay in memory after a commit, by store: buckets and sketches are large. */
  public static final Map<Store<?, ?>, Integer> KEPT_ROWS =
      Map.of(
          ENDED_RUNS,
          1_000,
          BUCKETS,
          5_000,
          DUES,
          1_000,
          COHORTS,
          1_000,
          PAIRS,
          1_000,
          PARTITIONS,
          10);

  private PairingStores() {}

  /** What the keys of a run start with in all of these stores but {@link #DUES}, as text. */
  public static String keysOf(String runId) {
    return runId + KeySerde.SEPARATOR;
  }

  private static List<String> parts(Cohort cohort) {
    return List.of(cohort.runId(), cohort.dataset(), cohort.board(), cohort.linkProfile());
  }

  private static Cohort cohort(List<String> parts) {
    return new Cohort(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
  }

  private static List<String> parts(BucketKey key) {
    Cohort cohort = key.cohort();
    return List.of(
        cohort.runId(),
        cohort.dataset(),
        cohort.board(),
        cohort.linkProfile(),
        KeySerde.ordered(key.round()),
        // The id of a frame may hold anything, a separator too.
        URLEncoder.encode(key.prefix(), StandardCharsets.UTF_8),
        KeySerde.ordered(key.bucket() + 1));
  }

  private static BucketKey bucketKey(List<String> parts) {
    return new BucketKey(
        cohort(parts),
        Integer.parseInt(parts.get(4)),
        URLDecoder.decode(parts.get(5), StandardCharsets.UTF_8),
        Long.parseLong(parts.get(6)) - 1);
  }

  private static List<String> parts(PairKey key) {
    Cohort cohort = key.cohort();
    return List.of(
        cohort.runId(),
        cohort.dataset(),
        cohort.board(),
        cohort.linkProfile(),
        key.first().strategy(),
        key.first().model(),
        key.first().config(),
        key.second().strategy(),
        key.second().model(),
        key.second().config(),
        KeySerde.ordered(key.partition()));
  }

  private static PairKey pairKey(List<String> parts) {
    return new PairKey(
        cohort(parts),
        new Arm(parts.get(4), parts.get(5), parts.get(6)),
        new Arm(parts.get(7), parts.get(8), parts.get(9)),
        Integer.parseInt(parts.get(10)));
  }

  private static List<String> prepended(String first, List<String> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }

  private static List<String> appended(List<String> first, String last) {
    return Stream.concat(first.stream(), Stream.of(last)).toList();
  }
}
