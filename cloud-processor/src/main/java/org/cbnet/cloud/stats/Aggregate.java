package org.cbnet.cloud.stats;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.cloud.state.AggregateState;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;

/**
 * What a set of results and energy samples adds up to. Merging two gives what their union would
 * have given, so partitions, windows and rounds add up in any order. Not thread-safe.
 */
// Arrays by ordinal: each result goes through them, and nothing that is stored has an ordinal.
@SuppressWarnings("EnumOrdinal")
public final class Aggregate {
  private static final Stage[] STAGES = Stage.values();
  private static final int MAX_SOURCES = 16;

  private long firstAppendMillis = Long.MAX_VALUE;
  private long lastAppendMillis = Long.MIN_VALUE;
  private long results;
  private long replayed;
  private long failed;
  private long labelled;
  private long correct;
  private long offloaded;
  private long fellBack;
  private long offloadBytesUp;
  private long bytesDown;
  private long telemetryBytes;
  private long energySamples;
  // Of the object, not of the row: after a restart the store of emissions knows.
  private boolean awaitsSending;
  private final Counts exits;
  private final Confusion confusion;
  private final Latency[] stages = new Latency[STAGES.length];
  private final Map<String, Energy> energy = new TreeMap<>();

  private Aggregate(Map<String, Long> exits, Confusion confusion) {
    this.exits = new Counts(exits);
    this.confusion = confusion;
  }

  /** Of nothing. */
  public static Aggregate empty() {
    return new Aggregate(Map.of(), Confusion.empty());
  }

  /** As {@link #toState()} gave it. */
  public static Aggregate of(AggregateState state) {
    Aggregate row =
        new Aggregate(state.getExits(), Confusion.of(state.getClasses(), state.getConfusion()));
    row.firstAppendMillis = state.getFirstAppendMillis();
    row.lastAppendMillis = state.getLastAppendMillis();
    row.results = state.getResults();
    row.replayed = state.getReplayed();
    row.failed = state.getFailed();
    row.labelled = state.getLabelled();
    row.correct = state.getCorrect();
    row.offloaded = state.getOffloaded();
    row.fellBack = state.getFellBack();
    row.offloadBytesUp = state.getOffloadBytesUp();
    row.bytesDown = state.getBytesDown();
    row.telemetryBytes = state.getTelemetryBytes();
    row.energySamples = state.getEnergySamples();
    state.getStages().forEach((name, of) -> row.stages[Stage.of(name).ordinal()] = Latency.of(of));
    state.getEnergy().forEach((source, of) -> row.energy.put(source, Energy.of(of)));
    return row;
  }

  /** The stored form. */
  public AggregateState toState() {
    AggregateState state = new AggregateState();
    state.setFormatVersion(StateFormat.VERSION);
    state.setFirstAppendMillis(firstAppendMillis);
    state.setLastAppendMillis(lastAppendMillis);
    state.setResults(results);
    state.setReplayed(replayed);
    state.setFailed(failed);
    state.setLabelled(labelled);
    state.setCorrect(correct);
    state.setExits(exits.asMap());
    state.setClasses(confusion.classes());
    state.setConfusion(confusion.cells());
    state.setOffloaded(offloaded);
    state.setFellBack(fellBack);
    state.setOffloadBytesUp(offloadBytesUp);
    state.setBytesDown(bytesDown);
    state.setTelemetryBytes(telemetryBytes);
    state.setEnergySamples(energySamples);
    state.setStages(new HashMap<>());
    for (Stage stage : STAGES) {
      if (stages[stage.ordinal()] != null) {
        state.getStages().put(stage.id(), stages[stage.ordinal()].toState());
      }
    }
    state.setEnergy(new HashMap<>());
    energy.forEach((source, of) -> state.getEnergy().put(source, of.toState()));
    return state;
  }

  /** Adds one result that {@code ResultRules} has passed. */
  public void add(Result result, boolean wasReplayed) {
    Observations single = new Observations();
    single.add(result, wasReplayed);
    add(single);
  }

  /** Adds results. */
  public void add(Observations seen) {
    results += seen.results;
    replayed += seen.replayed;
    failed += seen.failed;
    labelled += seen.labelled;
    correct += seen.correct;
    fellBack += seen.fellBack;
    offloaded += seen.offloaded;
    offloadBytesUp += seen.bytesUp;
    bytesDown += seen.bytesDown;
    for (int stage = 0; stage < stages.length; stage++) {
      if (seen.timed[stage] > 0) {
        stage(stage).add(seen.bins[stage], seen.timed[stage], seen.sumNanos[stage]);
      }
    }
    for (int i = 0; i < seen.exits; i++) {
      exits.add(seen.exitNames[i], seen.exitCounts[i]);
    }
    for (int i = 0; i < seen.labelled; i++) {
      confusion.add(seen.truths[i], seen.predictions[i]);
    }
  }

  /** Adds one energy sample by its own fields. */
  public void add(EnergySample sample) {
    energySamples++;
    addEnergy(
        sample.getSource(),
        Energy.sample(sample.getGrossJoules(), sample.getIdleJoules(), sample.getInferenceCount()));
  }

  /** Adds the size of a record value that carried what was added. */
  public void addTelemetryBytes(long bytes) {
    telemetryBytes += bytes;
  }

  /** Notes when a record was appended of which something was added. */
  public void touch(long appendMillis) {
    firstAppendMillis = Math.min(firstAppendMillis, appendMillis);
    lastAppendMillis = Math.max(lastAppendMillis, appendMillis);
  }

  /** Notes that it is to be sent, and answers whether this is news. */
  public boolean awaitSending() {
    boolean isNews = !awaitsSending;
    awaitsSending = true;
    return isNews;
  }

  /** Notes that it was sent as it is. */
  public void sent() {
    awaitsSending = false;
  }

  /** Adds what another one has counted, and leaves that as it is. */
  public void merge(Aggregate other) {
    firstAppendMillis = Math.min(firstAppendMillis, other.firstAppendMillis);
    lastAppendMillis = Math.max(lastAppendMillis, other.lastAppendMillis);
    results += other.results;
    replayed += other.replayed;
    failed += other.failed;
    labelled += other.labelled;
    correct += other.correct;
    offloaded += other.offloaded;
    fellBack += other.fellBack;
    offloadBytesUp += other.offloadBytesUp;
    bytesDown += other.bytesDown;
    telemetryBytes += other.telemetryBytes;
    energySamples += other.energySamples;
    exits.merge(other.exits);
    confusion.merge(other.confusion);
    for (int stage = 0; stage < stages.length; stage++) {
      if (other.stages[stage] != null) {
        stage(stage).merge(other.stages[stage]);
      }
    }
    other.energy.forEach(this::addEnergy);
  }

  /** The figures so far. */
  public Figures figures() {
    return new Figures(
        new Figures.Appended(firstAppendMillis, lastAppendMillis),
        new Figures.Tally(results, replayed, failed, labelled, correct, offloaded, fellBack),
        new Figures.Bytes(offloadBytesUp, bytesDown, telemetryBytes),
        exits.asMap(),
        new Figures.Matrix(confusion.classes(), confusion.cells()),
        times(),
        energySamples,
        Map.copyOf(energy));
  }

  private Latency stage(int stage) {
    if (stages[stage] == null) {
      stages[stage] = Latency.empty();
    }
    return stages[stage];
  }

  private Map<Stage, Latency> times() {
    Map<Stage, Latency> times = new EnumMap<>(Stage.class);
    for (Stage stage : STAGES) {
      if (stages[stage.ordinal()] != null) {
        times.put(stage, stages[stage.ordinal()]);
      }
    }
    return times;
  }

  private void addEnergy(String source, Energy added) {
    boolean known = energy.containsKey(source) || energy.size() < MAX_SOURCES;
    // What is too much is still never mixed: modelled joules stay modelled.
    String other =
        Energy.isModelled(source) ? WireNames.MODELLED_SOURCE + Counts.OTHER : Counts.OTHER;
    energy.merge(known ? source : other, added, Energy::plus);
  }
}
