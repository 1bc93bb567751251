package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.Softmax;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.feature.FeatureEncoder;
import org.cbnet.inference.feature.FeatureException;
import org.cbnet.inference.offload.OffloadAnswer.Answered;
import org.cbnet.inference.offload.OffloadTensor;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.planning.CutCost;
import org.cbnet.inference.planning.CutPlanner;
import org.cbnet.inference.planning.PlanListener;

/** One network whose cut is chosen anew as link, cloud and device change. */
final class PartitionSide implements DeviceSide {
  // Planning takes some tens of microseconds: a fifth of what a small network's frame does.
  private static final long PLAN_EVERY_NANOS = 5_000_000;

  private final CutPlanner planner;
  private final boolean isFixed;
  private final Halves halves;
  private final PixelInput pixels;
  private final FeatureEncoder encoder;
  private final ImageQuestion image;
  private final PlanListener plans;
  private HalfPair pair;
  private Frame frame;
  private long plannedNanos;
  private boolean wasUp;
  // The frame after a trial's last one goes back, due or not.
  private boolean isTrying;

  /**
   * @param pairs opens halves where a cut is chosen
   * @param plans is told how cuts are planned
   */
  PartitionSide(
      ModelBundle bundle,
      Offloading offloading,
      DeviceSpeed speed,
      PairOpener pairs,
      PlanListener plans)
      throws BundleException {
    Partition partition = Partition.of(bundle);
    List<CutCost> costs = offloading.costs().of(bundle, partition);
    check(bundle, partition, costs);
    this.planner =
        new CutPlanner(
            costs.stream().map(cost -> cost.onDevice(speed.factor())).toList(), offloading.goal());
    this.isFixed = offloading.fixedCut().isPresent();
    Cut first = isFixed ? partition.cut(offloading.fixedCut().get()) : planner.current();
    this.halves = Halves.open(bundle, partition, first, pairs);
    this.pair = halves.active();
    this.pixels = new PixelInput(bundle.manifest());
    this.encoder = new FeatureEncoder(offloading.precision(), offloading.compression());
    this.image = new ImageQuestion(bundle.manifest());
    this.plans = plans;
    plans.begins(planner);
  }

  @Override
  public void plan(CloudLink link) {
    if (isFixed) {
      return;
    }
    long now = System.nanoTime();
    if (isPlanDue(link.isUp(), now)) {
      decide(link);
    } else if (!isTrying) {
      return;
    }
    turnTo(planner.next(now));
    isTrying = planner.isTrying();
  }

  private void decide(CloudLink link) {
    link.takeQueueNanos().ifPresent(planner.times()::queued);
    if (link.takeChange()) {
      planner.linkChanged();
    }
    planner.decide(link.estimate()).ifPresent(plans::decided);
  }

  private void turnTo(Cut cut) {
    try {
      halves.turnTo(cut);
    } catch (UnusableCutException e) {
      // Frames go on with the halves that they have, and nobody tries this cut again.
      planner.leaveOut(e.cut(), halves.active().cut());
      plans.leftOut(e.cut(), e.getMessage());
    }
    pair = halves.active();
  }

  private boolean isPlanDue(boolean isUp, long now) {
    if (isUp == wasUp && plannedNanos != 0 && now - plannedNanos < PLAN_EVERY_NANOS) {
      return false;
    }
    plannedNanos = now;
    wasUp = isUp;
    return true;
  }

  // A cut held fast has nothing to choose, and a probe before its frame would only be in its way.
  @Override
  public boolean plansByLink() {
    return !isFixed;
  }

  @Override
  public void write(Frame next) {
    frame = next;
    if (pair.cut().hasHead()) {
      pixels.write(next, pair.image());
    }
  }

  @Override
  public String compute(Softmax softmax) throws OrtException {
    pair.runHead();
    if (pair.cut().hasTail()) {
      return null;
    }
    softmax.read(pair.logits());
    return SingleNetworkStrategy.FINAL_EXIT;
  }

  @Override
  public String cut() {
    return pair.cut().id();
  }

  @Override
  public List<OffloadTensor> encode() throws FeatureException {
    return pair.cut().hasHead() ? pair.encode(encoder) : image.encode(frame);
  }

  @Override
  public long finishNanos() {
    return pair.tailNanos();
  }

  @Override
  public String finish(Softmax softmax) throws OrtException {
    if (!pair.cut().hasHead()) {
      pixels.write(frame, pair.image());
    }
    pair.runTail();
    softmax.read(pair.logits());
    return SingleNetworkStrategy.FINAL_EXIT;
  }

  @Override
  public void deviceTook(long deviceNanos) {
    if (tellsOfTheNext()) {
      planner.deviceTook(pair.cut().number(), deviceNanos);
    }
  }

  @Override
  public void cloudAnswered(Answered answer, int bytesUp, long totalNanos) {
    boolean tellsOfTheNext = tellsOfTheNext();
    if (!pair.cut().hasHead()) {
      image.answered(totalNanos);
    }
    planner.times().queued(answer.queueNanos());
    planner.times().cloudTook(pair.cut().number(), answer.cloudNanos());
    if (tellsOfTheNext) {
      planner.times().sent(pair.cut().number(), bytesUp);
    }
  }

  // An image in the form that is only looked at takes other times than those that follow.
  private boolean tellsOfTheNext() {
    return pair.cut().hasHead() || image.isAsUsual();
  }

  @Override
  public void close() {
    image.close();
    halves.close();
  }

  private static void check(ModelBundle bundle, Partition partition, List<CutCost> costs)
      throws BundleException {
    List<String> known = partition.cuts().stream().map(Cut::id).toList();
    List<String> profiled = costs.stream().map(cost -> cost.cut().id()).toList();
    if (!known.equals(profiled)) {
      throw new BundleException(
          bundle.folder(),
          "has the cuts %s, the profile is of %s: measure this bundle with './cbnet bundle profile'"
              .formatted(known, profiled));
    }
  }
}
