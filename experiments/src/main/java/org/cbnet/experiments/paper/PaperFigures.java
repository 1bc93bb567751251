package org.cbnet.experiments.paper;

import java.util.List;
import org.cbnet.inference.dataset.KnownDataSet;

/**
 * The paper's figures for a Raspberry Pi 4, from the plot data that its authors published
 * (github.com/max2022/Converting-Autoencoder, commit a253378, Revised_Figures.ipynb): seconds of
 * 10,000 test images, and accuracies.
 *
 * <p>They can't be compared with figures measured here but as ratios, and not well as such: their
 * framework is another, an exit's own layers and its decision are not in their times, and the
 * converting autoencoder was timed in batches.
 */
public final class PaperFigures {
  private static final String DIVIDED =
      "not measured: LeNet's time divided by a factor from the literature";

  private PaperFigures() {}

  /** Rows of a data set, in the paper's order. */
  public static List<PaperFigure> of(KnownDataSet dataSet) {
    return switch (dataSet) {
      case MNIST ->
          List.of(
              row("LeNet", "edge-full", 127.36, 99.03),
              row("BranchyNet", "early-exit", 23.00, 99.12),
              row("truncated B-LeNet", "truncated", 20.49, 98.58),
              row("CBNet", "cbnet-paper", 18.77, 98.61),
              new PaperFigure("AdaDeep", "adadeep", 7.075, 97.00, DIVIDED),
              new PaperFigure("SubFlow", "subflow", 9.796, 98, DIVIDED));
      case FASHION_MNIST ->
          List.of(
              row("LeNet", "edge-full", 130.06, 84.9),
              row("BranchyNet", "early-exit", 72.48, 87.8),
              row("truncated B-LeNet", "truncated", 18.74, 87.05),
              row("CBNet", "cbnet-paper", 18.95, 89.59));
      case KMNIST ->
          List.of(
              row("LeNet", "edge-full", 128.15, 91.4),
              row("BranchyNet", "early-exit", 56.83, 92.05),
              row("truncated B-LeNet", "truncated", 19.04, 87.39),
              row("CBNet", "cbnet-paper", 18.97, 92.5));
    };
  }

  /** CBNet on the paper's cloud instance with a K80: milliseconds of an image on a GPU. */
  public static PaperFigure gpu(KnownDataSet dataSet) {
    PaperFigure onPi = of(dataSet).get(3);
    double seconds =
        switch (dataSet) {
          case MNIST -> 1.05;
          case FASHION_MNIST -> 1.04;
          case KMNIST -> 1.00;
        };
    return new PaperFigure(
        "CBNet, K80 GPU",
        onPi.arm(),
        seconds / 10,
        onPi.accuracyPercent(),
        "on the paper's own instance; the GPU was not synchronised before its clock was read");
  }

  /** LeNet on the same. */
  public static double lenetOnGpuMillis(KnownDataSet dataSet) {
    return switch (dataSet) {
      case MNIST -> 0.266;
      case FASHION_MNIST -> 0.261;
      case KMNIST -> 0.265;
    };
  }

  private static PaperFigure row(
      String network, String arm, double secondsOfTenThousand, double accuracyPercent) {
    // Seconds of 10,000 images are tenths of a millisecond each.
    return new PaperFigure(network, arm, secondsOfTenThousand / 10, accuracyPercent, "");
  }
}
