package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.function.Consumer;
import org.cbnet.inference.Frame;
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
import org.cbnet.inference.planning.Decision;

/** One network whose cut is chosen anew as link, cloud and device change. */
final class PartitionSide implements DeviceSide {
  private final CutPlanner planner;
  private final boolean isFixed;
  private final Halves halves;
  private final PixelInput pixels;
  private final FeatureEncoder encoder;
  private final ImageEncoder images;
  private final Consumer<Decision> decisions;
  private HalfPair pair;
  private Frame frame;

  /**
   * @param decisions is told each other cut
   */
  PartitionSide(
      ModelBundle bundle,
      Offloading offloading,
      DeviceSpeed speed,
      Provider provider,
      Consumer<Decision> decisions)
      throws BundleException {
    Partition partition = Partition.of(bundle);
    List<CutCost> costs = offloading.costs().of(bundle, partition);
    check(bundle, partition, costs);
    this.planner =
        new CutPlanner(
            costs.stream().map(cost -> cost.onDevice(speed.factor())).toList(), offloading.goal());
    this.isFixed = offloading.fixedCut().isPresent();
    Cut first = isFixed ? partition.cut(offloading.fixedCut().get()) : planner.current();
    this.halves = Halves.open(bundle, partition, first, provider);
    this.pair = halves.active();
    this.pixels = new PixelInput(bundle.manifest());
    this.encoder = new FeatureEncoder(offloading.precision(), offloading.compression());
    this.images =
        new ImageEncoder(
            SingleNetworkStrategy.INPUT, bundle.manifest().height(), bundle.manifest().width());
    this.decisions = decisions;
  }

  @Override
  public void plan(CloudLink link) {
    if (isFixed) {
      return;
    }
    planner.decide(link.estimate()).ifPresent(decisions);
    try {
      halves.turnTo(planner.current());
    } catch (OrtException e) {
      throw new IllegalStateException("a cut's halves can't be opened: " + e.getMessage(), e);
    }
    pair = halves.active();
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
    return pair.cut().hasHead() ? pair.encode(encoder) : List.of(images.encode(frame));
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
    planner.times().deviceTook(pair.cut().number(), deviceNanos);
  }

  @Override
  public void cloudAnswered(Answered answer, int bytesUp) {
    planner.times().queued(answer.queueNanos());
    planner.times().cloudTook(pair.cut().number(), answer.cloudNanos());
    planner.times().sent(pair.cut().number(), bytesUp);
  }

  @Override
  public void close() {
    images.close();
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
