package org.cbnet.trainer.recipe;

import java.util.List;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.network.ConversionShape;
import org.cbnet.trainer.network.DenseAutoencoder;
import org.cbnet.trainer.network.ResidualNetworks.Rung;

/**
 * What was chosen on validation images, by network and data set; the trials are in
 * docs/design/009-training-matrix.md.
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

  /** Our converting autoencoder and lightweight DNN. */
  static ConversionShape cbnet(KnownDataSet set) {
    return ConversionShape.parse("16k4s4-32k3s2-b64-i14-8k2s2");
  }

  /** What its image is to be like. */
  static Conversion conversion(KnownDataSet set) {
    return new Conversion(0.5, EasyTarget.PROTOTYPE, Labelling.ENTROPY);
  }

  /** The control without image that takes as long as {@link #cbnet}. */
  static ConversionShape sizedNoImage(KnownDataSet set) {
    return cbnet(set).withoutImage();
  }

  /** The control without anything behind the encoder that takes as long as {@link #cbnet}. */
  static ConversionShape sizedEncoderClassifier(KnownDataSet set) {
    return cbnet(set).encoderAlone();
  }

  /** The best of the paper's grid. */
  static DenseAutoencoder autoencoder(KnownDataSet set) {
    return new DenseAutoencoder(
        List.of(784, 384, 128), List.of(true, false, set != KnownDataSet.KMNIST));
  }

  /** The converting network derived from the residual one at a multiple of its speed. */
  static ConversionShape fromResnet(KnownDataSet set, int times) {
    return ConversionShape.parse(
        switch (times) {
          case 2 -> "16k3s2-32k3s2-b64-i14-8k2s2";
          case 4 -> "16k4s4-32k3s2-b64-i14-8k2s2";
          case 8 -> "16k7s7-b32-i14-8k7s7";
          default -> "8k14s14-b16-i7-8k7s7";
        });
  }

  /** The control without image beside {@link #fromResnet}, of the same latency. */
  static ConversionShape noImageFromResnet(KnownDataSet set, int times) {
    return fromResnet(set, times).withoutImage();
  }

  /** The dense control that takes as long as {@link #cbnet}. */
  static DenseAutoencoder sizedMlp(KnownDataSet set) {
    return DenseAutoencoder.parse("128r-64r-64r");
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
