package org.cbnet.trainer.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.ConversionShape;

/** Our CBNet, its controls, and any other shape of them under the name {@code cbnet-SHAPE}. */
final class ConversionRecipes {
  static final String CBNET = "cbnet";
  static final String NO_RECONSTRUCTION = "no-reconstruction";
  static final String NO_IMAGE = "no-image";
  static final String ENCODER_CLASSIFIER = "encoder-classifier";
  static final String SIZED = "@sized";

  private static final String RESNET = "resnet";
  private static final String OF = "-";

  private ConversionRecipes() {}

  /** The rows of an evaluation. */
  static List<Recipe> rows() {
    Function<KnownDataSet, ConversionShape> cbnet = Chosen::cbnet;
    List<Recipe> rows = new ArrayList<>();
    rows.add(converting(CBNET, cbnet, Chosen::conversion));
    rows.add(new FoldedRecipe());
    rows.add(
        new ConversionRecipe(
            NO_RECONSTRUCTION, StrategyName.NO_RECONSTRUCTION, cbnet, set -> free(set)));
    // The same network; the matrix trains it without teacher and augmentation.
    rows.add(
        new ConversionRecipe(
            NO_RECONSTRUCTION + "@plain",
            StrategyName.NO_RECONSTRUCTION,
            cbnet,
            ConversionRecipes::free));
    rows.add(noImage(NO_IMAGE, set -> Chosen.cbnet(set).withoutImage()));
    rows.add(encoderClassifier(ENCODER_CLASSIFIER, set -> Chosen.cbnet(set).encoderAlone()));
    rows.add(noImage(NO_IMAGE + SIZED, Chosen::sizedNoImage));
    rows.add(encoderClassifier(ENCODER_CLASSIFIER + SIZED, Chosen::sizedEncoderClassifier));
    rows.add(aimed("permuted-targets", EasyTarget.PERMUTED));
    rows.add(aimed("noise-targets", EasyTarget.NOISE));
    rows.add(labelled(Labelling.MARGIN));
    rows.add(labelled(Labelling.DYNAMICS));
    for (int times : Chosen.TIMES_AS_FAST_AS_RESNET) {
      rows.add(derived(CBNET, StrategyName.CBNET, times, set -> Chosen.fromResnet(set, times)));
      rows.add(
          derived(
              NO_IMAGE, StrategyName.NO_IMAGE, times, set -> Chosen.noImageFromResnet(set, times)));
    }
    return List.copyOf(rows);
  }

  /** A shape that is tried: {@code cbnet-16k4s4-b64-i14-8k2s2}; empty where it is none. */
  static Optional<Recipe> trial(String network) {
    for (String kind : List.of(CBNET, NO_RECONSTRUCTION, NO_IMAGE, ENCODER_CLASSIFIER)) {
      String prefix = kind + OF;
      if (network.startsWith(prefix) && startsShape(network.substring(prefix.length()))) {
        return Optional.of(trial(network, kind, network.substring(prefix.length())));
      }
    }
    return Optional.empty();
  }

  private static boolean startsShape(String rest) {
    return rest.matches("(nn?-)?\\d+k.*");
  }

  private static Recipe trial(String network, String kind, String id) {
    ConversionShape shape = ConversionShape.parse(id);
    boolean suits =
        switch (kind) {
          case CBNET, NO_RECONSTRUCTION -> shape.image();
          case NO_IMAGE -> !shape.image() && shape.hidden() > 0;
          default -> !shape.image() && shape.hidden() == 0;
        };
    if (!suits) {
      throw new IllegalArgumentException(
          "%s: %s has a shape like %s"
              .formatted(network, kind, Chosen.cbnet(KnownDataSet.MNIST).id()));
    }
    return switch (kind) {
      case CBNET -> converting(network, set -> shape, Chosen::conversion);
      case NO_RECONSTRUCTION ->
          new ConversionRecipe(
              network, StrategyName.NO_RECONSTRUCTION, set -> shape, set -> free(set));
      case NO_IMAGE -> noImage(network, set -> shape);
      default -> encoderClassifier(network, set -> shape);
    };
  }

  private static Recipe converting(
      String network,
      Function<KnownDataSet, ConversionShape> shape,
      Function<KnownDataSet, Conversion> conversion) {
    return new ConversionRecipe(network, StrategyName.CBNET, shape, conversion);
  }

  private static Recipe aimed(String network, EasyTarget target) {
    return converting(
        network,
        Chosen::cbnet,
        set -> {
          Conversion own = Chosen.conversion(set);
          return new Conversion(own.imageWeight(), target, own.labelling());
        });
  }

  private static Recipe labelled(Labelling labelling) {
    return converting(
        CBNET + "@" + labelling.id(),
        Chosen::cbnet,
        set -> {
          Conversion own = Chosen.conversion(set);
          return new Conversion(own.imageWeight(), own.target(), labelling);
        });
  }

  // Nothing of it comes from BranchyNet: resnet labels, and resnet teaches.
  private static Recipe derived(
      String kind,
      StrategyName strategy,
      int times,
      Function<KnownDataSet, ConversionShape> shape) {
    return new ConversionRecipe(
        "%s-%s@%dx".formatted(kind, RESNET, times),
        strategy,
        shape,
        set -> {
          Conversion own = Chosen.conversion(set);
          return new Conversion(own.imageWeight(), own.target(), Labelling.RESNET);
        },
        RESNET);
  }

  private static Recipe noImage(String network, Function<KnownDataSet, ConversionShape> shape) {
    return new ConversionRecipe(network, StrategyName.NO_IMAGE, shape, ConversionRecipes::free);
  }

  private static Recipe encoderClassifier(
      String network, Function<KnownDataSet, ConversionShape> shape) {
    return new ConversionRecipe(
        network, StrategyName.ENCODER_CLASSIFIER, shape, ConversionRecipes::free);
  }

  private static Conversion free(KnownDataSet set) {
    Conversion own = Chosen.conversion(set);
    return new Conversion(0, own.target(), own.labelling());
  }
}
