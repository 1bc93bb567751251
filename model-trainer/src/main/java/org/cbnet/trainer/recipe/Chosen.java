package org.cbnet.trainer.recipe;

import java.util.List;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.network.ConversionShape;
import org.cbnet.trainer.network.DenseAutoencoder;
import org.cbnet.trainer.network.ResidualNetworks.Rung;

/**
 * What was chosen on validation images, by network and data set; the trials are in
 * docs/design/009-training-matrix.md and 010-conversion-search.md.
 */
final class Chosen {
  /** Speeds of the networks derived from the residual one. */
  static final List<Integer> TIMES_AS_FAST_AS_RESNET = List.of(2, 4, 8, 15);

  private Chosen() {}

  /** The better of the augmentations offered. */
  static Augmenting augmenting(String network, KnownDataSet set) {
    if (set != KnownDataSet.FASHION_MNIST) {
      // Better than none wherever both were tried.
      return Augmenting.SHIFT;
    }
    return switch (network) {
      case "lenet", "lenet5", "branchynet", "cbnet-paper", "mlp-control", "mlp-control@sized" ->
          Augmenting.NONE;
      default -> Augmenting.MIRROR_SHIFT;
    };
  }

  /** The same for our converting networks, the controls and the dense one of their size. */
  static Augmenting augmentingConversions(KnownDataSet set) {
    return set == KnownDataSet.FASHION_MNIST ? Augmenting.MIRROR : Augmenting.SHIFT;
  }

  /** Our converting autoencoder and lightweight DNN. */
  static ConversionShape cbnet(KnownDataSet set) {
    return ConversionShape.parse(
        set == KnownDataSet.KMNIST
            ? "nn-16k6s4p1-64k3s2p0-b12-i28-8k7s7p0"
            : "nn-16k4s4-32k3s2p0-d96-b12-i28-8k7s7p0");
  }

  /** What its image is to be like. */
  static Conversion conversion(KnownDataSet set) {
    // Beside a distilled loss of about 16: less is noise to the eye, more costs accuracy. KMNIST's
    // characters have several forms a class, and one easy image for all of them costs more.
    int weight = set == KnownDataSet.KMNIST ? 5 : 20;
    return new Conversion(weight, EasyTarget.PROTOTYPE, Labelling.ENTROPY);
  }

  /** The control without image that takes as long as {@link #cbnet}. */
  static ConversionShape sizedNoImage(KnownDataSet set) {
    return ConversionShape.parse(
        set == KnownDataSet.KMNIST
            ? "n-16k6s4p1-64k3s2p0-d96-b32-h128"
            : "n-16k6s4p1-48k3s2p0-d128-b32-h128");
  }

  /** The control without anything behind the encoder that takes as long as {@link #cbnet}. */
  static ConversionShape sizedEncoderClassifier(KnownDataSet set) {
    return ConversionShape.parse(
        set == KnownDataSet.KMNIST
            ? "n-16k6s4p1-64k3s2p0-d128-b32"
            : "n-16k6s4p1-64k3s2p0-d96-b32");
  }

  /** The best of the paper's grid. */
  static DenseAutoencoder autoencoder(KnownDataSet set) {
    return new DenseAutoencoder(
        List.of(784, 384, 128), List.of(true, false, set != KnownDataSet.KMNIST));
  }

  /**
   * The converting network derived from the residual one at a multiple of its speed. At 8 and 15
   * times none is fast enough: these are the fastest that were found, with an image of 14 x 14 and
   * of 7 x 7.
   */
  static ConversionShape fromResnet(KnownDataSet set, int times) {
    return ConversionShape.parse(
        switch (times) {
          case 2 -> "nn-16k5s2-32k3s2-32k3s2-d96-b12-i28-8k7s7p0";
          case 4 -> "nn-16k4s4-32k3s2p0-d64-b12-i28-8k7s7p0";
          case 8 -> "nn-16k7s7p0-b10-i14-10k14s14";
          default -> "nn-8k14s14-b10-i7-4k7s7p0";
        });
  }

  /** The control without image beside {@link #fromResnet}, of the same latency. */
  static ConversionShape noImageFromResnet(KnownDataSet set, int times) {
    return ConversionShape.parse(
        switch (times) {
          case 2 -> "n-16k5s2-32k3s2-32k3s2-d128-b64-h392";
          case 4 -> "n-16k6s4p1-48k3s2p0-d96-b32-h128";
          case 8 -> "n-16k5s4-16k3s2p0-d64-b12-h64";
          default -> "n-16k5s4-16k3s2p0-b12-h64";
        });
  }

  /** The dense control that takes as long as {@link #cbnet}. */
  static DenseAutoencoder sizedMlp(KnownDataSet set) {
    return DenseAutoencoder.parse(set == KnownDataSet.KMNIST ? "160r-64r-64r" : "144r-64r-64r");
  }

  /** The fastest rung of the ladder that is accurate enough. */
  static Rung rung(KnownDataSet set) {
    return new Rung(16, 1, 2);
  }

  /** The network that others are distilled from. */
  static Rung teacher(KnownDataSet set) {
    return new Rung(32, 1, 2);
  }
}
