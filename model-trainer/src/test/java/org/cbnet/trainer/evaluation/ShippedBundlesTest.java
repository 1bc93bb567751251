package org.cbnet.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.Cost;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.cell.Shipping;
import org.cbnet.trainer.evaluation.accuracy.Answers;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.recipe.Recipe;
import org.cbnet.trainer.recipe.Recipes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundles under {@code models/} are what this version of the trainer makes, and work. */
class ShippedBundlesTest {
  private static final Path MODELS = Path.of("..", "models");

  static Stream<Arguments> networks() {
    return Arrays.stream(KnownDataSet.values())
        .flatMap(set -> recipes(set).map(recipe -> Arguments.of(set, recipe.network())));
  }

  private static Stream<Recipe> recipes(KnownDataSet set) {
    // Networks derived from the residual one are of Fashion-MNIST, where claims are made for them.
    return Recipes.all().stream()
        .filter(
            recipe -> set == KnownDataSet.FASHION_MNIST || !recipe.network().contains("-resnet@"));
  }

  @ParameterizedTest
  @EnumSource
  void everyRecipeHasItsBundle(KnownDataSet set) throws IOException {
    List<String> expected = new ArrayList<>(recipes(set).map(Recipe::network).toList());
    expected.add(Shipping.TUNED);
    if (set == KnownDataSet.FASHION_MNIST) {
      expected.add("heavy");
    }

    assertThat(folder(set).names()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void costIsThatOfTheDescription(KnownDataSet set, String name) throws IOException {
    NetworkDescription network = Recipes.of(name).description(set);
    BundleManifest manifest = load(set, name).manifest();

    assertThat(manifest.cost()).isEqualTo(new Cost(network.macs(), network.parameterCount()));
    assertThat(manifest.imageComputed()).isEqualTo(network.imageComputed());
  }

  static Stream<String> fashionNetworks() {
    return recipes(KnownDataSet.FASHION_MNIST).map(Recipe::network);
  }

  @ParameterizedTest
  @MethodSource("fashionNetworks")
  void classifiesTheSampleAsWellAsOnValidation(String network) throws IOException {
    LabelledImages sample = DataSets.sample();
    List<Frame> frames = IntStream.range(0, sample.size()).mapToObj(sample::frame).toList();

    try (OpenBundle bundle =
        OpenBundle.open(load(KnownDataSet.FASHION_MNIST, network), Provider.CPU)) {
      Answers answers = Answers.measure(bundle.strategy(), frames, () -> {});

      // 1,000 images give an interval of about +-0.02; a broken bundle is far outside.
      assertThat(answers.accuracy()).isGreaterThan(bundle.provenance().validationAccuracy() - 0.03);
      assertThat(answers.failed()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FASHION_MNIST, lenet, 0.900",
    "FASHION_MNIST, branchynet, 0.895",
    "FASHION_MNIST, lenet5, 0.895",
    "FASHION_MNIST, resnet, 0.925",
    "FASHION_MNIST, cbnet, 0.905",
    "MNIST, lenet, 0.990",
    "MNIST, branchynet, 0.985",
    "MNIST, cbnet, 0.990"
  })
  void reachesItsAccuracyOnTheWholeTestSet(KnownDataSet set, String network, double least)
      throws IOException {
    DataSetLocator locator = DataSetLocator.ofProcess();
    assumeThat(locator.findTest(set)).as("test images of %s", set.id()).isPresent();
    LabelledImages images = new DataSets(locator).test(set);
    List<Frame> frames = IntStream.range(0, images.size()).mapToObj(images::frame).toList();

    try (OpenBundle bundle = OpenBundle.open(load(set, network), Provider.CPU)) {
      Answers answers = Answers.measure(bundle.strategy(), frames, () -> {});

      assertThat(frames).hasSize(10_000);
      assertThat(answers.accuracy()).isGreaterThanOrEqualTo(least);
    }
  }

  private static ModelBundle load(KnownDataSet set, String network) throws IOException {
    return folder(set).load(List.of(network)).get(0);
  }

  private static BundleFolder folder(KnownDataSet set) {
    return new BundleFolder(MODELS, set);
  }
}
