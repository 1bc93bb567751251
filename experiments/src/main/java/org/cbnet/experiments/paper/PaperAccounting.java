package org.cbnet.experiments.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Partition;

/** Measures {@link PaperTimes} on this machine: four graphs in turns. */
public final class PaperAccounting {
  private static final int ROUNDS = 200;
  private static final int RUNS_A_ROUND = 20;

  private PaperAccounting() {}

  /**
   * Measures for one data set; takes some seconds.
   *
   * @param bundles folder of the data set's bundles
   * @throws IOException where {@code lenet}, {@code branchynet} or {@code cbnet-paper} is not
   *     there, or can't be cut where exit 1 branches off
   */
  public static PaperTimes measure(String dataSet, Path bundles) throws IOException {
    List<Integer> features = features(ModelBundle.load(bundles.resolve("branchynet")));
    ModelBundle lenet = ModelBundle.load(bundles.resolve("lenet"));
    ModelBundle cbnet = ModelBundle.load(bundles.resolve("cbnet-paper"));
    Partition trunk = Partition.of(lenet);
    Partition converting = Partition.of(cbnet);
    Cut exit = exit(lenet, trunk, features);
    List<Cut> cuts = trunk.cuts();
    double[] micros =
        GraphTimes.micros(
            List.of(
                trunk.head(cuts.get(cuts.size() - 1)),
                trunk.head(exit),
                trunk.tail(exit),
                converting.head(exit(cbnet, converting, features))),
            ROUNDS,
            RUNS_A_ROUND);
    return new PaperTimes(dataSet, micros[0], micros[1], micros[2], micros[3]);
  }

  // What exit 1 and the rest of the trunk both read.
  private static List<Integer> features(ModelBundle branchynet) throws BundleException {
    return branchynet.model("rest").inputs().get(0).shape();
  }

  // The trunk is the same in all of the paper's networks, so its tensor has the same shape.
  private static Cut exit(ModelBundle bundle, Partition partition, List<Integer> features)
      throws BundleException {
    return partition.cuts().stream()
        .filter(cut -> cut.hasHead() && cut.tensors().size() == 1)
        .filter(cut -> ofOneImage(cut).equals(features))
        .findFirst()
        .orElseThrow(
            () ->
                new BundleException(
                    bundle.folder(),
                    "has no cut of shape %s, where the paper's exit branches off"
                        .formatted(features)));
  }

  private static List<Integer> ofOneImage(Cut cut) {
    List<Integer> shape = cut.tensors().get(0).shape();
    return shape.subList(1, shape.size());
  }
}
