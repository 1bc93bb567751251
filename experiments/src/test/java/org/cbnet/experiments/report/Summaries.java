package org.cbnet.experiments.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.Hypothesis;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.experiments.definition.Load;
import org.cbnet.experiments.definition.Schedule;
import org.cbnet.experiments.paper.PaperTimes;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Conservation;
import org.cbnet.experiments.summary.Energy;
import org.cbnet.experiments.summary.EnergyByLoad;
import org.cbnet.experiments.summary.EnergyWithRadio;
import org.cbnet.experiments.summary.Environment;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.experiments.summary.Latency;
import org.cbnet.experiments.summary.MeterAlignment;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.experiments.summary.Verdict;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;

/** Makes summaries whose figures follow from the arms' places: the later, the faster. */
final class Summaries {
  private List<String> arms = List.of("lenet", "branchynet", "cbnet");
  private List<String> links = List.of(Condition.NO_LINK);
  private List<Double> speeds = List.of(1.0);
  private List<String> problems = List.of();
  private List<String> notMeasured = List.of("gpu: not measured, there is none");
  private List<Hypothesis> hypotheses = List.of();
  private String runId = "smoke-1";
  private String question = "Is it faster?";
  private List<PaperTimes> paperTimes = List.of();
  private Optional<EnergyWithRadio> withRadio = Optional.empty();
  private Optional<EnergyByLoad> byLoad = Optional.empty();
  private Load load = Load.AS_FAST_AS_POSSIBLE;
  private boolean modelled = true;
  private boolean shown = true;
  private double slower = 1;

  /** The first is the baseline. */
  Summaries arms(String... names) {
    arms = List.of(names);
    return this;
  }

  /** The arms that the paper has figures of, and its graphs' times. */
  Summaries paper() {
    paperTimes = List.of(new PaperTimes("kmnist", 100, 10, 90, 40));
    return arms("edge-full", "early-exit", "cbnet-paper");
  }

  /** Every arm has a radio. */
  Summaries radio(EnergyWithRadio energy) {
    withRadio = Optional.of(energy);
    return this;
  }

  /** Blocks at levels of load. */
  Summaries levels(EnergyByLoad energy) {
    byLoad = Optional.of(energy);
    load = new Load(List.of(0.0, 5.0, 10.0, 20.0), 30);
    return this;
  }

  Summaries map(List<String> ofLinks, List<Double> ofSpeeds) {
    links = ofLinks;
    speeds = ofSpeeds;
    return this;
  }

  Summaries problems(String... failed) {
    problems = List.of(failed);
    return this;
  }

  Summaries notMeasured(String... reasons) {
    notMeasured = List.of(reasons);
    return this;
  }

  /** One hypothesis of each kind, of the last arm against the first. */
  Summaries hypotheses() {
    List<Hypothesis> all = new ArrayList<>();
    for (Hypothesis.Kind kind : Hypothesis.Kind.values()) {
      double margin = kind.id().startsWith("faster") ? 1 : 0.005;
      all.add(
          new Hypothesis(
              kind.id(), kind, arms.get(arms.size() - 1), arms.get(0), "kmnist", margin));
    }
    hypotheses = all;
    return this;
  }

  /** No test rejects. */
  Summaries nothingShown() {
    shown = false;
    return this;
  }

  Summaries runId(String id) {
    runId = id;
    return this;
  }

  Summaries question(String text) {
    question = text;
    return this;
  }

  Summaries metered() {
    modelled = false;
    return this;
  }

  /** The last arm takes so many times as long. */
  Summaries lastSlower(double times) {
    slower = times;
    return this;
  }

  Summary make() {
    Definition definition = definition();
    List<ConditionSummary> conditions =
        definition.conditions(KnownDataSet.KMNIST).stream()
            .map(
                condition ->
                    new ConditionSummary(
                        condition,
                        arms.get(0),
                        IntStream.range(0, arms.size()).mapToObj(i -> arm(condition, i)).toList()))
            .toList();
    return new Summary(
        runId,
        definition,
        Instant.parse("2030-01-02T03:04:05.678Z"),
        754.5,
        environment(),
        new Conservation(9_001, 9_001, 9_001, 0, 0, 3),
        conditions,
        paperTimes,
        List.of(new MeterAlignment("power.csv", "pi-1", 36_000, 4, 7.25, -81.5, 12.5, 0.93, 6.5)),
        hypotheses.stream().map(this::verdict).toList(),
        problems,
        notMeasured);
  }

  private Definition definition() {
    List<Arm> all =
        arms.stream()
            .map(
                name ->
                    new Arm(
                        name,
                        links.size() > 1 ? StrategyName.PARTITION : StrategyName.CBNET,
                        "cbnet@margin",
                        name.equals(arms.get(0))
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(0.025)))
            .toList();
    return new Definition(
        "smoke",
        question,
        List.of(KnownDataSet.KMNIST),
        List.of(ImageChoice.ALL),
        10_000,
        all,
        arms.get(0),
        links,
        speeds,
        3,
        "rbp4b1.2-64",
        "model",
        List.of("rbpzw1.1"),
        load,
        new Schedule(3, 2, 20, 50, 100),
        hypotheses,
        List.of(),
        7);
  }

  private ArmSummary arm(Condition condition, int place) {
    boolean isLast = place == arms.size() - 1;
    double ratio = (1 + place * 0.9) / (isLast ? slower : 1);
    double median = 150 * condition.deviceSpeed() / ratio;
    double share = 0.93 + 0.004 * Math.sin(place * 1.7);
    Optional<Figure> speedup =
        place == 0 ? Optional.empty() : Optional.of(new Figure(ratio, ratio * 0.97, ratio * 1.03));
    return new ArmSummary(
        arms.get(place),
        paperTimes.isEmpty() ? "cbnet" : arms.get(place),
        "net-" + place,
        6_000,
        place == 1 ? 2 : 0,
        10_000,
        Optional.of(new Figure(share, share - 0.005, share + 0.005)),
        Optional.of(latency(median, place)),
        speedup,
        speedup,
        place == 1 ? 0.71 : 0,
        condition.link().equals(Condition.NO_LINK) ? 0 : 0.29,
        0.01,
        142.25,
        12,
        Optional.of(
            new Energy(
                median * 3e-6,
                modelled ? "model:rbp4b1.2-64" : "ina219",
                modelled,
                withRadio,
                byLoad)));
  }

  // Of frames with a tail; some arms have frames of two kinds, as early exit has.
  private static Latency latency(double median, int place) {
    SplittableRandom random = new SplittableRandom(place);
    double[] micros =
        random
            .doubles(2_000)
            .map(u -> median * Math.pow(1 / (1.0001 - u), 0.12) * 0.92)
            .map(x -> place % 3 == 1 && random.nextDouble() < 0.3 ? 4 * x : x)
            .sorted()
            .toArray();
    List<Double> percentiles =
        IntStream.rangeClosed(0, 100).mapToObj(i -> micros[i * (micros.length - 1) / 100]).toList();
    return new Latency(
        percentiles.get(50), percentiles.get(95), percentiles.get(99), median * 1.1, percentiles);
  }

  private Verdict verdict(Hypothesis hypothesis) {
    Figure estimate =
        hypothesis.kind().id().startsWith("faster")
            ? new Figure(2.8, 2.7, 2.9)
            : new Figure(0.0012, -0.0031, 0.0055);
    return new Verdict(
        hypothesis,
        new Condition(hypothesis.dataSet(), links.get(0), speeds.get(0)),
        estimate,
        shown ? 0.000_01 : 0.21,
        shown ? 0.0012 : 0.84,
        shown);
  }

  private static Environment environment() {
    return new Environment(
        "Processor X",
        2,
        "amd64",
        "Linux 9",
        "Vendor 17",
        "0.1.0",
        "abcdef0",
        "1.26.0",
        "unknown",
        0.25,
        0.013);
  }
}
