package org.cbnet.inference.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.planning.CutCost;
import org.cbnet.inference.planning.CutCosts;

/**
 * Costs by profiles of a network's halves on both machines, and by packing tried out on this one.
 */
public final class ProfiledCosts implements CutCosts {
  private final LayerProfile device;
  private final LayerProfile cloud;
  private final Precision precision;
  private final Compression compression;

  /**
   * @param device of this machine
   * @param cloud of the machine that runs tails
   */
  public ProfiledCosts(
      LayerProfile device, LayerProfile cloud, Precision precision, Compression compression) {
    this.device = Objects.requireNonNull(device, "device is null");
    this.cloud = Objects.requireNonNull(cloud, "cloud is null");
    this.precision = Objects.requireNonNull(precision, "precision is null");
    this.compression = Objects.requireNonNull(compression, "compression is null");
  }

  @Override
  public List<CutCost> of(ModelBundle bundle, Partition partition) throws BundleException {
    try {
      device.checkFits(bundle, partition);
      cloud.checkFits(bundle, partition);
    } catch (IllegalArgumentException e) {
      throw new BundleException(bundle.folder(), "has another profile: it " + e.getMessage(), e);
    }
    PackingTrial packing = new PackingTrial(bundle, precision, compression);
    List<CutCost> costs = new ArrayList<>();
    for (Cut cut : partition.cuts()) {
      CutTimes here = device.cut(cut.id());
      PackingTrial.Packing packed = packing.of(cut);
      costs.add(
          new CutCost(
              cut,
              here.headOrNone().medianNanos() + packed.nanos(),
              cloud.cut(cut.id()).tailOrNone().medianNanos(),
              packed.bytes()));
    }
    return costs;
  }
}
