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
 * on the same frames. One thread.
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
    Map<Cut, Turn> turns = new LinkedHashMap<>();
    try (Turn planned = new Turn(open(Optional.empty(), expectations))) {
      for (Cut cut : backbone.partition().cuts().stream().filter(this::isAsked).toList()) {
        turns.put(cut, new Turn(open(Optional.of(cut.id()), PlanListener.NONE)));
      }
      run(turns, planned, expectations);
      return cell(turns, planned, expectations);
    } finally {
      turns.values().forEach(Turn::close);
    }
  }

  // Without a link every other cut's frame would be the device's.
  private boolean isAsked(Cut cut) {
    return !cut.hasTail() || !link.equals(LinkProfiles.OFFLINE);
  }

  private void run(Map<Cut, Turn> turns, Turn planned, Expectations expectations) {
    Random random = new Random(plan.seed());
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
        begin(each, each == planned, frame(round, 0));
        for (int i = 0; i < plan.frames(); i++) {
          each.take(frame(round, i), each == planned ? 1 : tries());
        }
        if (each == planned) {
          expectations.note();
        }
      }
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

  private MapCell cell(Map<Cut, Turn> turns, Turn planned, Expectations expectations) {
    List<CutFigure> figures = new ArrayList<>();
    for (Cut cut : backbone.partition().cuts()) {
      figures.add(
          turns.containsKey(cut)
              ? figure(cut, turns.get(cut), expectations)
              : CutFigure.unasked(cut));
    }
    return new MapCell(
        backbone.name(),
        speed.factor(),
        link.name(),
        figures,
        new PlannedFigure(
            Quantiles.median(planned.micros()),
            mostUsed(planned.cuts()),
            planned.fellBack(),
            planned.micros().size()));
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
        turn.repeated());
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
