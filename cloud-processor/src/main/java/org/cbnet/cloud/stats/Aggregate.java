package org.cbnet.cloud.stats;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.cloud.state.AggregateState;
import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;

/**
 * What a set of results and energy samples adds up to. Merging two gives what their union would
 * have given, so partitions, windows and rounds add up in any order. Not thread-safe.
 */
public final class Aggregate {
  private static final int FORMAT_VERSION = 1;
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
  private final Counts exits;
  private final Map<Stage, Latency> stages = new EnumMap<>(Stage.class);
  private final Map<String, Energy> energy = new TreeMap<>();

  private Aggregate(Map<String, Long> exits) {
    this.exits = new Counts(exits);
  }

  /** Of nothing. */
  public static Aggregate empty() {
    return new Aggregate(Map.of());
  }

  /** As {@link #toState()} gave it. */
  public static Aggregate of(AggregateState state) {
    Aggregate row = new Aggregate(state.getExits());
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
    state.getStages().forEach((name, of) -> row.stages.put(Stage.of(name), Latency.of(of)));
    state.getEnergy().forEach((source, of) -> row.energy.put(source, Energy.of(of)));
    return row;
  }

  /** The stored form. */
  public AggregateState toState() {
    AggregateState state = new AggregateState();
    state.setFormatVersion(FORMAT_VERSION);
    state.setFirstAppendMillis(firstAppendMillis);
    state.setLastAppendMillis(lastAppendMillis);
    state.setResults(results);
    state.setReplayed(replayed);
    state.setFailed(failed);
    state.setLabelled(labelled);
    state.setCorrect(correct);
    state.setExits(exits.asMap());
    state.setOffloaded(offloaded);
    state.setFellBack(fellBack);
    state.setOffloadBytesUp(offloadBytesUp);
    state.setBytesDown(bytesDown);
    state.setTelemetryBytes(telemetryBytes);
    state.setEnergySamples(energySamples);
    state.setStages(new HashMap<>());
    stages.forEach((stage, latency) -> state.getStages().put(stage.id(), latency.toState()));
    state.setEnergy(new HashMap<>());
    energy.forEach((source, of) -> state.getEnergy().put(source, of.toState()));
    return state;
  }

  /** Adds one result that {@code ResultRules} has passed. */
  public void add(Result result, boolean wasReplayed) {
    results++;
    replayed += wasReplayed ? 1 : 0;
    fellBack += result.getFellBack() ? 1 : 0;
    offloaded += result.getBytesUp() > 0 ? 1 : 0;
    offloadBytesUp += result.getBytesUp();
    bytesDown += result.getBytesDown();
    for (Stage stage : Stage.values()) {
      Long nanos = stage.nanos(result);
      if (nanos != null) {
        stages.computeIfAbsent(stage, any -> Latency.empty()).add(nanos);
      }
    }
    if (result.getPredictedLabel() == null) {
      failed++;
      return;
    }
    exits.add(result.getExit(), 1);
    if (result.getTrueLabel() != null) {
      labelled++;
      correct += result.getTrueLabel().equals(result.getPredictedLabel()) ? 1 : 0;
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
    other.stages.forEach(
        (stage, of) -> stages.computeIfAbsent(stage, any -> Latency.empty()).merge(of));
    other.energy.forEach(this::addEnergy);
  }

  /** The figures so far. */
  public Figures figures() {
    return new Figures(
        new Figures.Appended(firstAppendMillis, lastAppendMillis),
        new Figures.Tally(results, replayed, failed, labelled, correct, offloaded, fellBack),
        new Figures.Bytes(offloadBytesUp, bytesDown, telemetryBytes),
        exits.asMap(),
        Map.copyOf(stages),
        energySamples,
        Map.copyOf(energy));
  }

  private void addEnergy(String source, Energy added) {
    boolean known = energy.containsKey(source) || energy.size() < MAX_SOURCES;
    // What is too much is still never mixed: modelled joules stay modelled.
    String other =
        Energy.isModelled(source) ? WireNames.MODELLED_SOURCE + Counts.OTHER : Counts.OTHER;
    energy.merge(known ? source : other, added, Energy::plus);
  }
}
