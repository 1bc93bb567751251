package org.cbnet.cloud.topology.windows;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.cbnet.cloud.state.AggregateState;
import org.cbnet.cloud.stats.Energy;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.schemas.record.StageStats;
import org.cbnet.schemas.record.WindowStats;

/** Rows of windows as they are on the wire. */
final class WindowRows {

  private WindowRows() {}

  /** The group fields, as the schema orders them, joined by bars. */
  static String key(WindowKey row) {
    Group group = row.group();
    return String.join(
        "|",
        group.dataset(),
        group.linkProfile(),
        Long.toString(TimeUnit.SECONDS.toMicros(row.startSeconds())),
        Long.toString(row.size().duration().toSeconds()),
        group.runId(),
        group.strategy(),
        group.modelHash(),
        group.configHash(),
        group.board(),
        group.site());
  }

  static WindowStats of(WindowKey row, AggregateState sum, long revision, boolean isFinal) {
    Group group = row.group();
    Energy metered = energy(sum, source -> !Energy.isModelled(source));
    Energy modelled = energy(sum, Energy::isModelled);
    WindowStats stats = new WindowStats();
    stats.setDataset(orNull(group.dataset()));
    stats.setLinkProfile(orNull(group.linkProfile()));
    stats.setWindowStartMicros(TimeUnit.SECONDS.toMicros(row.startSeconds()));
    stats.setWindowSeconds(row.size().duration().toSeconds());
    stats.setRunId(orNull(group.runId()));
    stats.setStrategy(group.strategy());
    stats.setModelHash(group.modelHash());
    stats.setConfigHash(group.configHash());
    stats.setBoard(group.board());
    stats.setSite(group.site());
    stats.setRevision(revision);
    stats.setFinal$(isFinal);
    stats.setResults(sum.getResults());
    stats.setReplayedResults(sum.getReplayed());
    stats.setFailed(sum.getFailed());
    stats.setLabelled(sum.getLabelled());
    stats.setCorrect(sum.getCorrect());
    stats.setExits(sum.getExits());
    stats.setOffloaded(sum.getOffloaded());
    stats.setFellBack(sum.getFellBack());
    stats.setOffloadBytesUp(sum.getOffloadBytesUp());
    stats.setTelemetryBytes(sum.getTelemetryBytes());
    stats.setBytesDown(sum.getBytesDown());
    stats.setStages(stages(sum));
    stats.setConfusion(sum.getConfusion());
    stats.setClasses(sum.getClasses());
    stats.setMeteredJoules(metered.netJoules());
    stats.setMeteredInferences(metered.inferences());
    stats.setModelledJoules(modelled.netJoules());
    stats.setModelledInferences(modelled.inferences());
    return stats;
  }

  private static Map<String, StageStats> stages(AggregateState sum) {
    Map<String, StageStats> stages = new HashMap<>();
    sum.getStages()
        .forEach(
            (stage, of) ->
                stages.put(stage, new StageStats(of.getCount(), of.getSumNanos(), of.getSketch())));
    return stages;
  }

  private static Energy energy(AggregateState sum, Predicate<String> chosen) {
    return sum.getEnergy().entrySet().stream()
        .filter(source -> chosen.test(source.getKey()))
        .map(source -> Energy.of(source.getValue()))
        .reduce(Energy.NONE, Energy::plus);
  }

  private static String orNull(String name) {
    return name.isEmpty() ? null : name;
  }
}
