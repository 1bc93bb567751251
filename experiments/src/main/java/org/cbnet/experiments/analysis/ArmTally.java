package org.cbnet.experiments.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.energy.ModelledEnergy;
import org.cbnet.experiments.rows.EnergyRow;
import org.cbnet.experiments.rows.FrameRow;
import org.cbnet.experiments.summary.Energy;
import org.cbnet.experiments.summary.EnergyWithRadio;
import org.cbnet.experiments.summary.Latency;
import org.cbnet.schemas.WireNames;

/** Everything about one arm under one condition, counted from its rows. One thread. */
final class ArmTally {
  private static final String FINAL_EXIT = "final";
  private static final int PERCENTILES = 100;

  private final TurnTimes times;
  private final LoadBlocks blocks;
  private final RadioTally radio;
  private long frames;
  private long failed;
  private long labelled;
  private long right;
  private long exited;
  private long offloaded;
  private long fellBack;
  private long bytesUp;
  private long bytesDown;
  private double joules;
  private long inferences;
  private String source;

  ArmTally(Definition definition, Condition condition) {
    this.times = new TurnTimes(definition);
    this.blocks = new LoadBlocks(definition);
    this.radio = new RadioTally(definition, condition);
  }

  void add(int jvm, FrameRow row) {
    frames++;
    radio.add(row);
    bytesUp += row.bytesUp();
    bytesDown += row.bytesDown();
    fellBack += row.fellBack() ? 1 : 0;
    // As the cloud counts it: while the circuit is open a frame has a cut and asks nobody.
    offloaded += row.bytesUp() > 0 ? 1 : 0;
    if (!row.isClassified()) {
      failed++;
      return;
    }
    labelled += row.trueLabel() == null ? 0 : 1;
    right += row.isRight() ? 1 : 0;
    exited += FINAL_EXIT.equals(row.exit()) ? 0 : 1;
    times.add(jvm, row);
    blocks.add(row);
  }

  void add(int jvm, EnergyRow row) {
    blocks.add(jvm, row);
    // What an interval without inferences took belongs to its arm as well: it sent the results.
    inferences += row.inferences();
    joules += row.grossJoules() - (row.idleJoules() == null ? 0 : row.idleJoules());
    source = row.source();
  }

  TurnTimes times() {
    return times;
  }

  long frames() {
    return frames;
  }

  long failed() {
    return failed;
  }

  long labelled() {
    return labelled;
  }

  long right() {
    return right;
  }

  double exitRatio() {
    return share(exited);
  }

  double offloadRatio() {
    return share(offloaded);
  }

  double fallbackRatio() {
    return share(fellBack);
  }

  double bytesUpPerFrame() {
    return share(bytesUp);
  }

  double bytesDownPerFrame() {
    return share(bytesDown);
  }

  Optional<Latency> latency() {
    double[] sorted = times.all().sorted();
    if (sorted.length == 0) {
      return Optional.empty();
    }
    List<Double> percentiles = new ArrayList<>();
    for (int i = 0; i <= PERCENTILES; i++) {
      percentiles.add(Doubles.quantile(sorted, (double) i / PERCENTILES));
    }
    return Optional.of(
        new Latency(
            Doubles.quantile(sorted, 0.5),
            Doubles.quantile(sorted, 0.95),
            Doubles.quantile(sorted, 0.99),
            times.all().mean(),
            percentiles));
  }

  /** Of one inference by the models; empty where a meter was read, and without a radio. */
  Optional<ModelledEnergy> modelled() {
    return inferences > 0 && frames > 0 && isModelled()
        ? radio
            .joules()
            .map(
                ofRadio ->
                    new ModelledEnergy(Math.max(0, joules / inferences), ofRadio.dividedBy(frames)))
        : Optional.empty();
  }

  /**
   * Of one inference.
   *
   * @param baseline what the baseline takes by the models; empty where this is the baseline
   */
  Optional<Energy> energy(Optional<ModelledEnergy> baseline) {
    return inferences == 0
        ? Optional.empty()
        : Optional.of(
            new Energy(
                joules / inferences,
                source,
                isModelled(),
                modelled().map(own -> withRadio(own, baseline)),
                blocks.slope()));
  }

  private boolean isModelled() {
    return source.startsWith(WireNames.MODELLED_SOURCE);
  }

  private static EnergyWithRadio withRadio(ModelledEnergy own, Optional<ModelledEnergy> baseline) {
    return new EnergyWithRadio(
        own.processorJoules(),
        own.radio().total(),
        ModelledEnergy.BAND,
        baseline.map(theirs -> ranking(own, theirs)).orElse("baseline"));
  }

  private static String ranking(ModelledEnergy own, ModelledEnergy theirs) {
    if (own.rankingIsUndecided(theirs)) {
      return "undecided";
    }
    return own.total() < theirs.total() ? "less" : "more";
  }

  private double share(long count) {
    return frames == 0 ? 0 : (double) count / frames;
  }
}
