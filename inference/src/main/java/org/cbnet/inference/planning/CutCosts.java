package org.cbnet.inference.planning;

import java.util.List;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Partition;

/** Tells what a network's cuts cost, as they were profiled. */
@FunctionalInterface
public interface CutCosts {

  /**
   * Of all cuts, in their order.
   *
   * @throws BundleException where nobody knows
   */
  List<CutCost> of(ModelBundle bundle, Partition partition) throws BundleException;
}
