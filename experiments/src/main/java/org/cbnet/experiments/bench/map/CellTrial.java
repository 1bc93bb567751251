package org.cbnet.experiments.bench.map;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cbnet.experiments.bench.device.Backbone;
import org.cbnet.experiments.bench.device.Quantiles;
import org.cbnet.experiments.bench.device.Turn;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.planning.PlanListener;
import org.cbnet.inference.strategy.DeviceSpeed;
import org.cbnet.inference.strategy.Offloading;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/**
 * Measures a cell: every cut held fast, and {@code partition} as it is, in turns of a random order,
 * on the same frames. First rounds of short turns tell which cuts may be the best, and what was
 * predicted well; the best, and how near {@code partition} comes, are told by the finals' longer
 * turns of those cuts alone: the least of many medians of few frames is that of a cut which was
 * lucky. One thread.
 */
final class CellTrial {
  /**
   * So many of partition's frames come before those that count: it learns the link by them, as it
   * would have done by the frames that others had meanwhile.
   */
  static final int LEARNING_FRAMES = 4;

  /**
   * So long it looks at the link before the first round, in nanoseconds: about sixteen probes. Its
   * few frames of a round have one, and a bandwidth told by six samples of a busy machine was seen
   * to be a seventh of the true one.
   */
  static final long LEARNING_NANOS = TimeUnit.SECONDS.toNanos(4);

  /**
   * So long a turn of the finals lasts at least, in nanoseconds. Of a small network's frames the
   * first few are beside the probe with which partition's turn begins; in a device's day it is one
   * of some hundred.
   */
  static final long FINAL_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /** So long the finals of a cell last about, in nanoseconds, whatever their rounds. */
  static final long FINALS_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** In the finals are the cuts whose median of the first rounds is within this of the least. */
  static final double FINALISTS = 1.5;

  // Over a link that comes and goes, a cut is measured while it is there: a frame that met an
  // outage was answered by the device, and is no frame of the cut.
  private static final int TRIES_OVER_OUTAGES = 5;

  private final MapPlan plan;
  private final Backbone backbone;
  private final LabelledImages images;
  private final Offloader offloader;
  private final DeviceSpeed speed;
  private final LinkProfile link;

  CellTrial(
      MapPlan plan,
      Backbone backbone,
      LabelledImages images,
      Offloader offloader,
      DeviceSpeed speed,
      LinkProfile link) {
    this.plan = plan;
    this.backbone = backbone;
    this.images = images;
    this.offloader = offloader;
    this.speed = speed;
    this.link = link;
  }

  MapCell measure() throws BundleException {
    Expectations expectations = new Expectations();
    Map<String, Turn> turns = new LinkedHashMap<>();
    try (Turn planned = new Turn(open(Optional.empty(), expectations))) {
      for (Cut cut : backbone.partition().cuts().stream().filter(this::isAsked).toList()) {
        turns.put(cut.id(), new Turn(open(Optional.of(cut.id()), PlanListener.NONE)));
      }
      Random random = new Random(plan.seed());
      List<CutFigure> figures = firstRounds(turns, planned, expectations, random);
      return finals(figures, turns, planned, random);
    } finally {
      turns.values().forEach(Turn::close);
    }
  }

  // Without a link every other cut's frame would be the device's.
  private boolean isAsked(Cut cut) {
    return !cut.hasTail() || !link.equals(LinkProfiles.OFFLINE);
  }

  private List<CutFigure> firstRounds(
      Map<String, Turn> turns, Turn planned, Expectations expectations, Random random) {
    List<Turn> order = new ArrayList<>(turns.values());
    order.add(planned);
    for (Turn each : order) {
      each.warm(images.frame(0));
    }
    if (!link.equals(LinkProfiles.OFFLINE)) {
      planned.learn(images.frame(0), LEARNING_NANOS);
    }
    for (int round = 0; round < plan.rounds(); round++) {
      Collections.shuffle(order, random);
      for (Turn each : order) {
        turn(each, each == planned, round, 0);
        if (each == planned) {
          expectations.note();
        }
      }
    }
    return backbone.partition().cuts().stream()
        .map(
            cut ->
                turns.containsKey(cut.id())
                    ? figure(cut, turns.get(cut.id()), expectations)
                    : CutFigure.unasked(cut))
        .toList();
  }

  private MapCell finals(
      List<CutFigure> figures, Map<String, Turn> turns, Turn planned, Random random) {
    Map<String, Turn> finalists = finalists(figures, turns);
    List<Turn> order = new ArrayList<>(finalists.values());
    order.add(planned);
    order.forEach(Turn::restart);
    long begin = System.nanoTime();
    for (int i = 0; i < plan.finals() && System.nanoTime() - begin < FINALS_NANOS; i++) {
      Collections.shuffle(order, random);
      for (Turn each : order) {
        turn(each, each == planned, plan.rounds() + i, FINAL_TURN_NANOS);
      }
    }
    return new MapCell(
        backbone.name(),
        speed.factor(),
        link.name(),
        figures.stream()
            .map(
                each ->
                    finalists.containsKey(each.cut())
                        ? each.withFinals(finalists.get(each.cut()))
                        : each)
            .toList(),
        new PlannedFigure(
            Quantiles.median(planned.micros()),
            mostUsed(planned.cuts()),
            planned.fellBack(),
            planned.micros().size()));
  }

  // In order of the cuts, and never none, so that a seed gives one order of turns.
  private static Map<String, Turn> finalists(List<CutFigure> figures, Map<String, Turn> turns) {
    double least =
        figures.stream()
            .filter(CutFigure::isOwn)
            .mapToDouble(CutFigure::p50Micros)
            .min()
            .orElseThrow(() -> new IllegalStateException("no cut was measured as itself"));
    Map<String, Turn> finalists = new LinkedHashMap<>();
    for (CutFigure each : figures) {
      if (each.isOwn() && each.p50Micros() <= FINALISTS * least) {
        finalists.put(each.cut(), turns.get(each.cut()));
      }
    }
    return finalists;
  }

  private void turn(Turn each, boolean isPlanned, int round, long leastNanos) {
    begin(each, isPlanned, frame(round, 0));
    long begin = System.nanoTime();
    for (int i = 0; i < plan.frames() || System.nanoTime() - begin < leastNanos; i++) {
      each.take(frame(round, i), isPlanned ? 1 : tries());
    }
  }

  private static void begin(Turn turn, boolean isPlanned, Frame frame) {
    if (isPlanned) {
      turn.warm(frame, LEARNING_FRAMES);
    } else {
      turn.settle(frame);
    }
  }

  private int tries() {
    return link.equals(LinkProfiles.FLAKY) ? TRIES_OVER_OUTAGES : 1;
  }

  private Frame frame(int round, int i) {
    return images.frame((round * plan.frames() + i) % images.size());
  }

  private static CutFigure figure(Cut cut, Turn turn, Expectations expectations) {
    return new CutFigure(
        cut.id(),
        CutFigure.kind(cut),
        Quantiles.median(turn.micros()),
        Quantiles.mean(turn.micros()),
        expectations.medianMicros(cut.number()),
        turn.fellBack(),
        turn.micros().size(),
        turn.repeated(),
        false);
  }

  private static String mostUsed(List<String> cuts) {
    return cuts.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  private InferenceStrategy open(Optional<String> fixedCut, PlanListener plans)
      throws BundleException {
    Offloading offloading = backbone.offloading(offloader, plan.deadline(), fixedCut);
    return Strategies.open(
        StrategyName.PARTITION,
        backbone.bundle(),
        OptionalDouble.empty(),
        Provider.CPU,
        speed,
        Optional.of(offloading),
        plans);
  }
}
