package org.cbnet.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.Load;
import org.cbnet.experiments.definition.Schedule;
import org.cbnet.experiments.summary.MeterAlignment;
import org.cbnet.experiments.summary.Summary;

/** How the figures came to be, in sentences filled from the definition. */
final class Methods {
  private Methods() {}

  static List<String> of(Summary summary) {
    Definition definition = summary.definition();
    List<String> lines = new ArrayList<>();
    lines.add(schedule(definition));
    lines.add(
        "Interleaving: in each round every arm has a turn on the same frames, in an order drawn from"
            + " seed %d. Arms are compared within a round, so that a machine that changes its speed changes it for all."
                .formatted(definition.seed()));
    lines.add(load(definition));
    if (definition.offloads()) {
      lines.add(
          "Deadline: a frame that asks the cloud has an answer after %s s at the latest, the device's own where no other has come."
              .formatted(Figures.plain(definition.deadlineSeconds())));
    }
    lines.add(
        "Latency: decoded pixels to label, of each frame but the first fifth of a turn, which find the caches of other arms. Speed-ups are medians over rounds of how many"
            + " times as long %s took, once by the rounds' medians and once by their means: early exit has two kinds of frames, which a median does not show."
                .formatted(definition.baseline()));
    lines.add(
        "Intervals are 95 %. Those of speed-ups are by bootstrap with the JVM as cluster: frames are"
            + " never the unit of replication. Their tests flip the signs of whole JVMs' log ratios.");
    lines.add(accuracy(definition));
    lines.add(hypotheses(definition));
    lines.add(
        "Conservation: what agents say the broker has, what the cloud counted and what the raw topic"
            + " holds were compared before any figure was printed.");
    if (anyModelled(summary)) {
      lines.add(
          "Energy: modelled for %s, processor time times the board's linear coefficient. It follows from CPU time, is not tested and claims nothing."
              .formatted(definition.board()));
    }
    summary.alignments().forEach(each -> lines.add(alignment(each)));
    if (summary.conditions().stream().anyMatch(RadioTable::isThere)) {
      lines.add(
          "Radio: modelled for frames one after another as they were taken, or at the load's pace, with telemetry of 80 bytes a frame at the end of each turn charged to every arm alike: power at the link's rate times time, promotion, and a tail that is shared by what is closer than its length (Huang et al., MobiSys 2012, phones of that time). A ranking that turns round with any of the coefficients half or one and a half times as large is undecided.");
    }
    return lines;
  }

  private static String alignment(MeterAlignment log) {
    return "External meter%s: its log %s (%s samples, %s lines that were none) was laid beside the run by a coded load before and after it (cross-correlation): offset %s s, drift %s ppm, residual %s ms; the codes fit %s times as well there as anywhere else. What the meter's scale is wrong by is in no interval."
        .formatted(
            log.agent() == null ? "" : " of " + log.agent(),
            log.log(),
            Figures.count(log.samples()),
            Figures.count(log.rejectedLines()),
            Figures.fixed(3, log.offsetSeconds()),
            Figures.fixed(1, log.driftPpm()),
            Figures.fixed(1, log.residualMillis()),
            Figures.fixed(1, log.peakRatio()));
  }

  static boolean anyModelled(Summary summary) {
    return summary.conditions().stream()
        .flatMap(condition -> condition.arms().stream())
        .flatMap(arm -> arm.energy().stream())
        .anyMatch(energy -> energy.isModelled());
  }

  private static String schedule(Definition definition) {
    Schedule schedule = definition.schedule();
    if (definition.load().hasLevels()) {
      return blocks(definition);
    }
    return "Schedule: %s processes (JVMs) one after another, of each %s sessions, of each %s rounds of %s frames an arm: %s timed frames an arm and condition. Warm-up: %s frames of each arm in each process before the first that counts."
        .formatted(
            Figures.count(definition.replicates()),
            Figures.count(schedule.sessions()),
            Figures.count(schedule.rounds()),
            Figures.count(schedule.frames()),
            Figures.count(schedule.framesPerArm()),
            Figures.count(schedule.warmUpFrames()));
  }

  private static String blocks(Definition definition) {
    Schedule schedule = definition.schedule();
    return (definition.steersDevices()
            ? "Schedule: %s devices, steered at the same time through their desired state; of each %s sessions, of each %s rounds; in a round every arm has a block of %s s at each level, in random order. Before each block the device stops capturing and changes its model; warm-up is as it is configured there."
            : "Schedule: %s processes (JVMs) one after another, of each %s sessions, of each %s rounds; in a round every arm has a block of %s s at each level, in random order. Warm-up: %s frames of each arm in each process before the first that counts.")
        .formatted(
            Figures.count(definition.replicates()),
            Figures.count(schedule.sessions()),
            Figures.count(schedule.rounds()),
            Figures.plain(definition.load().blockSeconds()),
            Figures.count(schedule.warmUpFrames()));
  }

  private static String load(Definition definition) {
    Load load = definition.load();
    if (load.hasLevels()) {
      return "Load: steady, %s frames a second. Dynamic energy is the slope of energy against inferences over the blocks (least squares, with idle watts), its interval a bootstrap of whole blocks; throttled blocks are void, and a slope below three standard uncertainties is not resolved. Latencies are of all levels, each compared within itself."
          .formatted(
              load.framesPerSecond().stream()
                  .map(Figures::plain)
                  .collect(Collectors.joining(", ")));
    }
    return load.pace().isEmpty()
        ? "Load: frames as fast as possible, one after another."
        : "Load: paced at %s frames a second.".formatted(Figures.plain(load.pace().getAsDouble()));
  }

  private static String accuracy(Definition definition) {
    String shown =
        definition.accuracyFrames() == 0
            ? "Accuracy: of the timed frames"
            : "Accuracy: %s test images, each shown once to each arm"
                .formatted(Figures.count(definition.accuracyFrames()));
    return shown
        + "; intervals by Wilson. Accuracies are compared image by image (McNemar; with a margin Tango's"
        + " score test); 'at most so many points below' is non-inferiority with the declared margin, and 'not shown' is"
        + " never 'equal'.";
  }

  private static String hypotheses(Definition definition) {
    int declared = definition.hypotheses().size();
    return declared == 0
        ? "No hypothesis was declared before the run: everything is exploratory."
        : "Hypotheses: %d declared before the run. Holm's correction, at 0.05, is over these only; everything else is exploratory and carries no verdict."
            .formatted(declared);
  }
}
